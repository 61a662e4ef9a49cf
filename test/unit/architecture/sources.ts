import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, resolve, sep } from 'node:path';
import ts from 'typescript';

export const root = resolve(__dirname, '..', '..', '..');

export type Source = {
  /** From the repository's root, such as `src/pendo/key.ts`, with these slashes on every system. */
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
};

export type Import = {
  readonly from: string;
  /** A file of ours, such as `src/pendo/key.ts`, or the name of a module. */
  readonly to: string;
};

/** Every source file of the extension. */
export function readSources(): readonly Source[] {
  const files = readdirSync(join(root, 'src'), { recursive: true }).map(String);
  return files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => {
      const path = `src/${file.replaceAll(sep, '/')}`;
      const text = readFileSync(join(root, path), 'utf8');
      return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2022, true) };
    });
}

/** Everything that the sources import, types and `import()` included. */
export function readImports(sources: readonly Source[]): readonly Import[] {
  return sources.flatMap(({ path, text }) =>
    ts
      .preProcessFile(text)
      .importedFiles.map(({ fileName }) => ({ from: path, to: resolveImport(path, fileName) })),
  );
}

/** The room of a file: `pendo` of `src/pendo/key.ts`, `extension.ts` of `src/extension.ts`. */
export function roomOf(path: string): string {
  return path.split('/')[1] ?? '';
}

/** Every node of a tree. */
export function* nodesOf(node: ts.Node): Generator<ts.Node> {
  yield node;
  for (const child of node.getChildren()) {
    yield* nodesOf(child);
  }
}

function resolveImport(from: string, name: string): string {
  return name.startsWith('.') ? `${posix.join(posix.dirname(from), name)}.ts` : name;
}
