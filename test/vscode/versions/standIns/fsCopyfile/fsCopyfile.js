const fs = require('node:fs');

/** `node:fs` does the copying; only copy-on-write of whole folders is lost. */
exports.cp = fs.promises.cp;
exports.copyFile = fs.promises.copyFile;
exports.copyFileSync = fs.copyFileSync;
exports.constants = fs.constants;
exports.isCloneSupported = () => false;
