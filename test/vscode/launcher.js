#!/usr/bin/env node
// What @vscode/test-electron can spawn as if it were VS Code; the rest is TypeScript.
require('tsx/cjs');
require('./launcher.ts');
