import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  commandIds,
  contextKeys,
  requestTimeout,
  rowKinds,
  settingIds,
  viewIds,
  walkthroughId,
} from '../../../src/contributions';
import { readSources, root } from './sources';

type MenuItem = { readonly command: string; readonly when?: string; readonly group?: string };

type Manifest = {
  readonly name: string;
  readonly publisher: string;
  readonly displayName: string;
  readonly icon: string;
  readonly main: string;
  readonly l10n?: string;
  readonly engines: { readonly vscode: string };
  readonly extensionKind: readonly string[];
  readonly activationEvents: readonly string[];
  readonly capabilities: Readonly<
    Record<string, { readonly supported: unknown; readonly description: string }>
  >;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly contributes: {
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
      readonly enablement?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly viewsContainers: Readonly<
      Record<string, readonly { readonly id: string; readonly icon: string }[]>
    >;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly steps: readonly {
        readonly media: { readonly markdown: string };
        readonly completionEvents?: readonly string[];
      }[];
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
    readonly keybindings?: readonly MenuItem[];
  };
};

type Setting = {
  readonly type: string;
  readonly scope: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
};

/** Commands that the palette offers always: they need no credential, or say how to get one. */
const alwaysInPalette = ['pendo.addCredential', 'pendo.checkSecretStorage', 'pendo.showLog'];

/** Keys that VS Code itself sets. */
const keysOfVSCode = ['view', 'viewItem'];

const manifest = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
const { contributes } = manifest;
const menuItems = Object.values(contributes.menus).flat();
const properties = Object.entries(contributes.configuration.properties);

describe('the manifest', () => {
  it('keeps the names that others build on', () => {
    assert.equal(`${manifest.publisher}.${manifest.name}`, 'pendo-community.pendo-credentials');
    assert.equal(texts['displayName'], 'Pendo Credentials');
    assert.deepEqual([...new Set(contributes.commands.map(({ category }) => category))], ['Pendo']);
  });

  it('contributes the commands that the code has, each once', () => {
    assert.deepEqual(contributes.commands.map(({ command }) => command).sort(), [...commandIds].sort());
  });

  it('contributes the view container and the views that the code has', () => {
    assert.deepEqual(
      Object.values(contributes.viewsContainers)
        .flat()
        .map(({ id }) => id),
      [viewIds.container],
    );
    const { container, ...views } = viewIds;
    assert.deepEqual(Object.keys(contributes.views), [container]);
    assert.deepEqual(
      Object.values(contributes.views)
        .flat()
        .map(({ id }) => id),
      Object.values(views),
    );
    for (const { view } of contributes.viewsWelcome) {
      assert.ok(Object.values<string>(views).includes(view), view);
    }
  });

  it('contributes the settings that the code has, none of which a workspace can set', () => {
    assert.deepEqual(properties.map(([id]) => id).sort(), [...settingIds].sort());
    for (const [id, { scope }] of properties) {
      assert.ok(['application', 'machine'].includes(scope), `${id} has scope ${scope}`);
    }
  });

  it('promises of the request timeout what the code does', () => {
    const {
      minimum,
      maximum,
      default: standard,
    } = contributes.configuration.properties['pendo.requestTimeout']!;
    assert.deepEqual({ standard, least: minimum, most: maximum }, requestTimeout);
  });

  it('contributes the walkthrough that the code knows, whose steps end by what exists', () => {
    assert.deepEqual(
      contributes.walkthroughs.map(({ id }) => id),
      [walkthroughId],
    );
    for (const event of contributes.walkthroughs.flatMap(({ steps }) => steps).flatMap(completionEvents)) {
      const [kind, what = ''] = event.split(':');
      if (kind === 'onCommand') {
        assertCommand(what);
      } else {
        assert.equal(kind, 'onContext', event);
        assert.deepEqual(unknownKeys(what), [], event);
      }
    }
  });

  it('asks in its clauses for keys that exist, and for every one of them', () => {
    const clauses = [
      ...menuItems.map(({ when }) => when ?? ''),
      ...contributes.commands.map(({ enablement }) => enablement ?? ''),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps).flatMap(completionEvents),
    ];
    for (const clause of clauses.filter((text) => !text.startsWith('on'))) {
      assert.deepEqual(unknownKeys(clause), [], clause);
    }
    const unused = contextKeys.filter((key) => !clauses.some((clause) => keysIn(clause).includes(key)));
    assert.deepEqual(unused, []);
  });

  it('knows the rows of the list that the code has, and no other', () => {
    const clauses = menuItems.map(({ when }) => when ?? '').filter((when) => when.includes('viewItem'));
    const exact = clauses.flatMap((when) =>
      [...when.matchAll(/viewItem == (\w+)/g)].map(([, kind]) => kind!),
    );
    for (const kind of exact) {
      assert.ok((rowKinds as readonly string[]).includes(kind), kind);
    }
    const patterns = clauses.flatMap((when) =>
      [...when.matchAll(/viewItem =~ \/(.+?)\/(?=\s|$)/g)].map(([, pattern]) => new RegExp(pattern!)),
    );
    for (const pattern of patterns) {
      assert.ok(
        rowKinds.some((kind) => pattern.test(kind)),
        String(pattern),
      );
    }
    const named = rowKinds.filter(
      (kind) => exact.includes(kind) || patterns.some((pattern) => pattern.test(kind)),
    );
    assert.deepEqual(named, rowKinds);
  });

  it('has only commands that exist in its menus, links and key bindings', () => {
    for (const { command } of [...menuItems, ...(contributes.keybindings ?? [])]) {
      assertCommand(command);
    }
    for (const text of Object.values(texts)) {
      for (const [, command] of text.matchAll(/\(command:([\w.]+)/g)) {
        assertCommand(command!);
      }
    }
  });

  it('offers every command in the palette: under a condition, or deliberately always', () => {
    const conditional = contributes.menus['commandPalette']?.map(({ command }) => command) ?? [];
    assert.equal(new Set(conditional).size, conditional.length);
    assert.deepEqual([...conditional, ...alwaysInPalette].sort(), [...commandIds].sort());
    assert.ok(contributes.menus['commandPalette']?.every(({ when }) => when));
  });

  it('shows its row commands in its own view alone', () => {
    for (const menu of ['view/title', 'view/item/context']) {
      for (const { command, when } of contributes.menus[menu] ?? []) {
        assert.match(
          when ?? '',
          new RegExp(`^view == ${viewIds.credentials.replace('.', '\\.')}\\b`),
          command,
        );
      }
    }
  });

  it('has a text for every placeholder, and no text that nothing asks for', () => {
    const asked = [...read('package.json').matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key!);
    assert.deepEqual([...new Set(asked)].sort(), Object.keys(texts).sort());
    for (const [key, text] of Object.entries(texts)) {
      assert.ok(text.trim() !== '', key);
    }
  });

  it('has every text of its contributions in package.nls.json, so that it can be translated', () => {
    const literal = contributes.commands.filter(({ title }) => !/^%.+%$/.test(title));
    assert.deepEqual(literal, []);
    for (const { contents } of contributes.viewsWelcome) {
      assert.match(contents, /^%.+%$/);
    }
  });

  it('runs on the user’s machine first, and in any workspace', () => {
    assert.deepEqual(manifest.extensionKind, ['ui', 'workspace']);
    assert.equal(manifest.capabilities['untrustedWorkspaces']?.supported, true);
    assert.equal(manifest.capabilities['virtualWorkspaces']?.supported, true);
    for (const { description } of Object.values(manifest.capabilities)) {
      assert.match(description, /^%.+%$/);
    }
  });

  it('is activated after start-up, and by an address only if the code handles one', () => {
    const handlesUris = readSources().some(({ text }) => text.includes('registerUriHandler'));
    assert.deepEqual(manifest.activationEvents, ['onStartupFinished', ...(handlesUris ? ['onUri'] : [])]);
  });

  it('asks for the VS Code whose types it is compiled against', () => {
    const oldest = manifest.engines.vscode.replace('^', '');
    assert.equal(manifest.devDependencies['@types/vscode'], oldest);
    assert.match(
      read('test/vscode/versions/oldest/package.json'),
      new RegExp(`"code-server": "4\\.${minorOf(oldest)}\\.`),
    );
  });

  it('names only pictures and pages that are there, and that ship', () => {
    const files = [
      manifest.icon,
      ...Object.values(contributes.viewsContainers)
        .flat()
        .map(({ icon }) => icon),
      ...contributes.walkthroughs.flatMap(({ steps }) => steps.map(({ media }) => media.markdown)),
    ];
    const allowed = read('.vscodeignore');
    for (const file of files) {
      assert.ok(existsSync(join(root, file)), file);
      assert.ok(
        allowed.includes(`!${file}`) || allowed.includes(`!${file.replace(/[^/]+(?=\.\w+$)/, '*')}`),
        file,
      );
    }
  });
});

function completionEvents({
  completionEvents = [],
}: {
  completionEvents?: readonly string[];
}): readonly string[] {
  return completionEvents;
}

function assertCommand(id: string): void {
  assert.ok((commandIds as readonly string[]).includes(id), `there is no command ${id}`);
}

/** The context keys in a `when` clause: what stands where a value of the clause is asked for. */
function keysIn(clause: string): string[] {
  const questions = clause.replace(/^onContext:/, '').split(/&&|\|\|/);
  return questions
    .map((question) => /^[\s!(]*([A-Za-z][\w.]*)/.exec(question)?.[1] ?? '')
    .filter((key) => !['', 'true', 'false'].includes(key));
}

function unknownKeys(clause: string): string[] {
  return keysIn(clause).filter((key) => ![...keysOfVSCode, ...contextKeys].includes(key));
}

function minorOf(version: string): string {
  return version.split('.')[1] ?? '';
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
