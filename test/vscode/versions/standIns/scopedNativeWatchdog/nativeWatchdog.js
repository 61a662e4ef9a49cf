/** The extension host looks for its parent once a second by itself; the native thread is only a second net. */
exports.start = () => undefined;
exports.exit = (code) => process.exit(code);
