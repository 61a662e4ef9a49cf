// Bundles the extension into dist/: the host side as small CommonJS parts, one for each `import()`, and a script for each webview page.
// --watch     build again on every change
// --minify    as it ships
// --tests     add the tests that run inside the extension host
import { build, context } from 'esbuild';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const flags = new Set(process.argv.slice(2));
const minify = flags.has('--minify');

const common = {
  bundle: true,
  minify,
  sourcemap: !minify,
  logLevel: 'warning',
  legalComments: 'none',
};

const entryPoints = JSON.parse(readFileSync('entryPoints.json', 'utf8'));
const parts = new Map(Object.entries(entryPoints.host).map(([name, file]) => [name, resolve(file)]));

/** Makes every `import()` and `require()` of our own code a part of its own, which is loaded when it is first used. */
const partsPlugin = {
  name: 'parts',
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ kind, path, resolveDir }) => {
      if (!['dynamic-import', 'require-call'].includes(kind) || resolveDir.includes('node_modules')) {
        return undefined;
      }
      const name = basename(path);
      const file = `${resolve(resolveDir, path)}.ts`;
      if ((parts.get(name) ?? file) !== file) {
        return { errors: [{ text: `two parts have the name ${name}` }] };
      }
      parts.set(name, file);
      return { path: `./${name}.js`, external: true };
    });
  },
};

/**
 * Leaves `require("vscode")` as it is. For each file that imports it, esbuild would copy all members of the API into an object of its own,
 * and that takes longer than all else at activation.
 */
const vscodePlugin = {
  name: 'vscode',
  setup({ onEnd }) {
    onEnd(({ outputFiles = [] }) => {
      for (const { path, text } of outputFiles) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, text.replace(/\b[\w$]+\(require\("vscode"\)\)/g, 'require("vscode")'));
      }
    });
  },
};

const host = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  // `import()` becomes `require`: as an ES module a part takes many times as long to load in the extension host.
  supported: { 'dynamic-import': false },
  external: ['vscode'],
  plugins: [partsPlugin],
  outdir: 'dist',
};

// `vscode` is not external here: a page that imports it, however far away, does not build.
const pages = {
  ...common,
  platform: 'browser',
  target: 'chrome130',
  format: 'iife',
  entryPoints: entryPoints.pages,
  outdir: 'dist/webview',
};

const hostTests = {
  ...common,
  platform: 'node',
  target: 'node22',
  format: 'cjs',
  external: ['vscode', 'mocha'],
  entryPoints: flags.has('--tests') ? testFiles('test/integration') : [],
  outdir: 'dist/test/integration',
  outbase: 'test/integration',
  outExtension: { '.js': '.cjs' },
  minify: false,
  sourcemap: 'inline',
};

function testFiles(folder) {
  const files = readdirSync(folder, { recursive: true }).map(String);
  return [
    join(folder, 'index.ts'),
    ...files.filter((file) => file.endsWith('.vscode.test.ts')).map((file) => join(folder, file)),
  ];
}

async function findParts() {
  for (let known = 0; known < parts.size;) {
    known = parts.size;
    await build({ ...host, entryPoints: Object.fromEntries(parts), write: false });
  }
}

rmSync('dist', { recursive: true, force: true });
await findParts();
const bundles = [
  { ...host, plugins: [...host.plugins, vscodePlugin], entryPoints: Object.fromEntries(parts), write: false },
  pages,
  ...(flags.has('--tests') ? [hostTests] : []),
];
if (flags.has('--watch')) {
  for (const options of bundles) {
    await (await context({ ...options, logLevel: 'info' })).watch();
  }
} else {
  await Promise.all(bundles.map((options) => build(options)));
}
