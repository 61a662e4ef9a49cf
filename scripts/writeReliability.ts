// Writes docs/reliability.md: the faults that tests make, with what the user sees. `--check` only tells whether it is current.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as prettier from 'prettier';
import * as ts from 'typescript';
import type { Fault, FaultArea } from '../test/survives';

const reliabilityFile = 'docs/reliability.md';

type Row = Fault & { readonly file: string; readonly title: string };

const areas: { readonly [Area in FaultArea]: string } = {
  storage: 'Storage',
  windows: 'Windows and profiles',
  connection: 'Connection',
  input: 'Input and servers',
};

const intro = `# Reliability

What can go wrong, what the user sees then, and the test that makes it go wrong. \`npm run reliability\` writes this file from the calls of
\`survives\` in the tests, so a row is a test that passes. Words in “…” are the extension’s own; the script looks for them in its messages.`;

async function main(): Promise<void> {
  const rows = sourceFiles('test').flatMap(rowsOf);
  const problems = rows.flatMap(unknownWords);
  if (problems.length > 0) {
    throw new Error(`The extension never says this; mend the row:\n${problems.join('\n')}`);
  }
  const text = await formatMarkdown([intro, ...describeAreas(rows)].join('\n\n'));
  if (!process.argv.includes('--check')) {
    fs.mkdirSync(path.dirname(reliabilityFile), { recursive: true });
    fs.writeFileSync(reliabilityFile, text);
  } else if (!fs.existsSync(reliabilityFile) || fs.readFileSync(reliabilityFile, 'utf8') !== text) {
    console.error(`${reliabilityFile} is not current: run npm run reliability.`);
    process.exitCode = 1;
  }
}

function sourceFiles(folder: string): string[] {
  const files = fs.readdirSync(folder, { recursive: true }).map(String);
  return files
    .filter((file) => file.endsWith('.ts') && !file.includes('node_modules'))
    .map((file) => path.posix.join(folder, file.replaceAll(path.sep, '/')))
    .sort();
}

/** The rows of all calls of `survives` in a file. */
function rowsOf(file: string): Row[] {
  const source = ts.createSourceFile(file, fs.readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const rows: Row[] = [];
  const visit = (node: ts.Node): void => {
    if (
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      node.expression.text === 'survives'
    ) {
      rows.push(parseRow(node, file));
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return rows;
}

function parseRow(call: ts.CallExpression, file: string): Row {
  const [fault, title] = call.arguments;
  const { line } = call.getSourceFile().getLineAndCharacterOfPosition(call.getStart());
  if (!fault || !ts.isObjectLiteralExpression(fault) || !title) {
    throw new Error(`${file}:${line + 1}: the fault of survives is an object that is written out there`);
  }
  const field = (name: keyof Fault): string => {
    const property = fault.properties.find((candidate) => candidate.name?.getText() === name);
    const value = property && ts.isPropertyAssignment(property) ? property.initializer : undefined;
    if (!value || !ts.isStringLiteralLike(value)) {
      throw new Error(`${file}:${line + 1}: "${name}" of survives is a string that is written out there`);
    }
    return value.text;
  };
  return {
    area: field('area') as FaultArea,
    fault: field('fault'),
    userSees: field('userSees'),
    file,
    title: titleOf(title),
  };
}

/** A title with "…" for what is filled in when the test runs. */
function titleOf(title: ts.Expression): string {
  if (ts.isTemplateExpression(title)) {
    return [title.head.text, ...title.templateSpans.map(({ literal }) => literal.text)].join('…');
  }
  return ts.isStringLiteralLike(title) ? title.text : '…';
}

/** The quoted words of a row that no message of the extension has. */
function unknownWords({ userSees, file, title }: Row): string[] {
  const quoted = [...userSees.matchAll(/“([^”]*)”/g)].map(([, words]) => words ?? '');
  return quoted.filter((words) => !isSaid(words)).map((words) => `${file}, ${title}: “${words}”`);
}

/** Whether a message has these words; "…" in them stands for anything, as `{0}` does in a message. */
function isSaid(words: string): boolean {
  const parts = words.split('…').map((part) => part.trim());
  return messages().some((message) => parts.every((part) => message.includes(part)));
}

function messages(): string[] {
  return ['l10n/bundle.l10n.json', 'package.nls.json'].flatMap((file) =>
    Object.values(JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, string>),
  );
}

function describeAreas(rows: readonly Row[]): string[] {
  return (Object.keys(areas) as FaultArea[]).map((area) => {
    const own = rows.filter((row) => row.area === area).map(describeRow);
    const table = ['| fault | what the user sees | test |', '| --- | --- | --- |', ...own].join('\n');
    return `## ${areas[area]}\n\n${table}`;
  });
}

function describeRow({ fault, userSees, file, title }: Row): string {
  const name = path.posix.basename(file).replace(/\.ts$/, '');
  const cells = [
    withoutStop(fault),
    withoutStop(userSees),
    `${escapeMarkdown(title)} ([${name}](../${file}))`,
  ];
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
}

function withoutStop(text: string): string {
  return text.replace(/\.$/, '');
}

function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_<>[\]]/g, '\\$&');
}

async function formatMarkdown(text: string): Promise<string> {
  const options = await prettier.resolveConfig(reliabilityFile);
  return prettier.format(text, { ...options, parser: 'markdown' });
}

void main();
