// Writes l10n/bundle.l10n.json: every English message of src, which translators start from. `--check` only tells whether it is current.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as ts from 'typescript';

const bundleFile = 'l10n/bundle.l10n.json';

function main(): void {
  const messages = sourceFiles('src').flatMap(messagesOf);
  const sorted = [...new Set(messages)].sort((a, b) => (a < b ? -1 : 1));
  const bundle = `${JSON.stringify(Object.fromEntries(sorted.map((message) => [message, message])), undefined, 2)}\n`;
  if (!process.argv.includes('--check')) {
    fs.mkdirSync(path.dirname(bundleFile), { recursive: true });
    fs.writeFileSync(bundleFile, bundle);
  } else if (fs.readFileSync(bundleFile, 'utf8') !== bundle) {
    console.error(`${bundleFile} is not current: run npm run l10n.`);
    process.exitCode = 1;
  }
}

function sourceFiles(folder: string): string[] {
  const files = fs.readdirSync(folder, { recursive: true }).map(String);
  return files.filter((file) => file.endsWith('.ts')).map((file) => path.join(folder, file));
}

/** The first arguments of all calls of `t` or `….t`. */
function messagesOf(file: string): string[] {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const messages: string[] = [];
  const visit = (node: ts.Node): void => {
    const [first] = ts.isCallExpression(node) && isTranslate(node.expression) ? node.arguments : [];
    if (first && ts.isStringLiteralLike(first)) {
      messages.push(first.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return messages;
}

function isTranslate(callee: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return ts.isIdentifier(name) && name.text === 't';
}

main();
