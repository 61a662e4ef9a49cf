import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { findLastingState } from './lastingState';
import { nodesOf, readImports, readSources, root, roomOf, type Import, type Source } from './sources';

/** What each room may import; it may always import itself. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  'contributions.ts': [],
  pendo: [],
  credentials: ['pendo'],
  data: ['credentials', 'pendo'],
  editor: ['data', 'credentials', 'pendo', 'contributions.ts'],
  'extension.ts': ['editor', 'data', 'credentials', 'pendo', 'contributions.ts'],
  webview: ['data', 'credentials', 'pendo'],
};

/** What pages may import of other rooms: protocols, and checks without state. */
const sharedWithPages =
  /^src\/(credentials|data)\/\w+\/protocol\.ts$|^src\/credentials\/(credentialDraft|limits|cleanText|credentialForm\/followFields)\.ts$|^src\/pendo\/(baseUrl|key|regions|translate)\.ts$/;

const mostLines = 250;

/** Who asks the store for a credential with its key: each is the first step of a request, or of keeping the key. */
const keyReaders = [
  'src/credentials/connectionMonitor.ts',
  'src/credentials/credentialForm/connectionTest.ts',
  'src/credentials/credentialStore.ts',
  'src/credentials/reportPage/diagnosisPlan.ts',
  'src/credentials/storeReconciler.ts',
  'src/credentials/tryOneKey.ts',
  'src/editor/commands/replaceKey.ts',
  'src/editor/commands/restorePreviousKey.ts',
  'src/editor/commands/tryOtherRegions.ts',
];

describe('the rooms of src', () => {
  const sources = readSources();
  const imports = readImports(sources);
  const internal = imports.filter(({ to }) => to.startsWith('src/'));

  it('are all known', () => {
    assert.deepEqual(
      sources.filter(({ path }) => !(roomOf(path) in arrows)).map(({ path }) => path),
      [],
    );
  });

  it('import downwards only', () => {
    const climbing = internal.filter(({ from, to }) => {
      const room = roomOf(from);
      return roomOf(to) !== room && !arrows[room]?.includes(roomOf(to));
    });
    assert.deepEqual(climbing.map(describeImport), []);
  });

  it('give to pages protocols and pure checks alone', () => {
    const fromPages = internal.filter(
      ({ from, to }) => roomOf(from) === 'webview' && roomOf(to) !== 'webview',
    );
    assert.ok(fromPages.length > 0);
    assert.deepEqual(fromPages.filter(({ to }) => !sharedWithPages.test(to)).map(describeImport), []);
  });

  it('have no cycle', () => {
    assert.deepEqual(findCycle(internal), []);
  });

  it('import no file that is not there, and nothing of the tests', () => {
    const known = new Set(sources.map(({ path }) => path));
    const unknown = imports.filter(({ to }) => /^(\.|src\/|test\/|scripts\/)/.test(to) && !known.has(to));
    assert.deepEqual(unknown.map(describeImport), []);
  });

  it('leave extension.ts to VS Code', () => {
    assert.deepEqual(internal.filter(({ to }) => to === 'src/extension.ts').map(describeImport), []);
  });

  it('know VS Code in src/editor and extension.ts alone', () => {
    const others = imports.filter(
      ({ from, to }) => to === 'vscode' && !/^src\/(editor\/|extension\.ts$)/.test(from),
    );
    assert.deepEqual(others.map(describeImport), []);
  });

  it('know Node nowhere in a page', () => {
    const node = imports.filter(({ from, to }) => roomOf(from) === 'webview' && to.startsWith('node:'));
    assert.deepEqual(node.map(describeImport), []);
  });

  it('have no file in which a second thing hides', () => {
    const long = sources.map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }));
    assert.deepEqual(
      long.filter(({ lines }) => lines > mostLines),
      [],
    );
  });

  it('have no state that outlives its owner', () => {
    const found = sources.flatMap(({ path, tree }) =>
      findLastingState(tree).map((state) => `${path}: ${state}`),
    );
    assert.deepEqual(found, []);
  });
});

describe('the way of the key', () => {
  const sources = readSources();
  const imports = readImports(sources);

  it('ends in one function, which alone imports the HTTP client', () => {
    assert.deepEqual(
      imports.filter(({ to }) => to === 'node-fetch').map(({ from }) => from),
      ['src/pendo/sendRequest.ts'],
    );
  });

  it('ends in one header, whose name stands in the code once', () => {
    const isName = (node: ts.Node): boolean =>
      ts.isStringLiteralLike(node) && node.text.toLowerCase() === 'x-pendo-integration-key';
    assert.deepEqual(whereNode(sources, isName), ['src/pendo/sendRequest.ts']);
    const isUse = (node: ts.Node): boolean => ts.isIdentifier(node) && node.text === 'integrationKeyHeader';
    assert.deepEqual(new Set(whereNode(sources, isUse)), new Set(['src/pendo/sendRequest.ts']));
  });

  it('begins at VS Code’s secret storage, which is handed on once and used in two files', () => {
    const isHandover = (node: ts.Node): boolean =>
      isProperty(node, 'secrets') && node.expression.getText() === 'context';
    assert.deepEqual(new Set(whereNode(sources, isHandover)), new Set(['src/extension.ts']));
    const isUse = (node: ts.Node): boolean =>
      ['get', 'store', 'delete', 'keys'].some((name) => isProperty(node, name)) &&
      /(^|\.)secrets$/.test((node as ts.PropertyAccessExpression).expression.getText());
    assert.deepEqual([...new Set(whereNode(sources, isUse))].sort(), [
      'src/credentials/credentialSecrets.ts',
      'src/credentials/storageHealth.ts',
    ]);
  });

  it('is entered by those alone who use the key', () => {
    const isRead = (node: ts.Node): boolean =>
      isProperty(node, 'read') && /(^|\.)(store|secrets)$/.test(node.expression.getText());
    assert.deepEqual([...new Set(whereNode(sources, isRead))].sort(), keyReaders);
  });

  it('never leads into a log: what is logged has no place for it', () => {
    const text = sources.find(({ path }) => path === 'src/pendo/sendRequest.ts')?.text ?? '';
    const entry = /export type RequestLogEntry = \{([^}]*)\}/.exec(text)?.[1] ?? '';
    const fields = [...entry.matchAll(/readonly (\w+):/g)].map(([, field]) => field);
    assert.deepEqual(fields, ['method', 'host', 'path', 'outcome', 'milliseconds']);
  });
});

describe('the repository', () => {
  it('speaks of nothing that only its first authors can see', () => {
    const words = [/\/work\//, /shared\/(reference|[A-Z])/, /issue\s#/, /DESIGN\s§/];
    const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0');
    const found = files
      .filter((file) => /\.(ts|mjs|js|json|md|yml|css|html|sh)$|^\.ci\//.test(file))
      .filter((file) => !file.endsWith('package-lock.json'))
      .flatMap((file) => {
        const text = readTracked(file);
        return words.filter((word) => word.test(text)).map((word) => `${file}: ${word.source}`);
      });
    assert.deepEqual(found, []);
  });
});

function describeImport({ from, to }: Import): string {
  return `${from} imports ${to}`;
}

function isProperty(node: ts.Node, name: string): node is ts.PropertyAccessExpression {
  return ts.isPropertyAccessExpression(node) && node.name.text === name;
}

/** The file of each node that fits. */
function whereNode(sources: readonly Source[], fits: (node: ts.Node) => boolean): string[] {
  return sources.flatMap(({ path, tree }) => [...nodesOf(tree)].filter(fits).map(() => path));
}

/** The files of one cycle, in order; empty where there is none. */
function findCycle(imports: readonly Import[]): readonly string[] {
  const targets = new Map<string, string[]>();
  for (const { from, to } of imports) {
    targets.set(from, [...(targets.get(from) ?? []), to]);
  }
  const finished = new Set<string>();
  const follow = (file: string, way: readonly string[]): readonly string[] => {
    if (way.includes(file)) {
      return [...way.slice(way.indexOf(file)), file];
    }
    if (finished.has(file)) {
      return [];
    }
    for (const to of targets.get(file) ?? []) {
      const cycle = follow(to, [...way, file]);
      if (cycle.length > 0) {
        return cycle;
      }
    }
    finished.add(file);
    return [];
  };
  return [...targets.keys()].map((file) => follow(file, [])).find((cycle) => cycle.length > 0) ?? [];
}

/** A file that is tracked but deleted here has nothing to say. */
function readTracked(file: string): string {
  try {
    return readFileSync(join(root, file), 'utf8');
  } catch {
    return '';
  }
}
