import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { CredentialTree } from '../../src/editor/credentialTree';
import { FakeKeyValueStore } from '../unit/fakes/fakeKeyValueStore';
import { settle } from '../unit/fakes/settle';
import { until } from '../unit/fakes/until';
import { addCredential, buildRooms, exampleKey, rejected, type Rooms } from './support/rooms';
import { renderMarkdown } from './support/renderMarkdown';
import { shareTreeView } from './support/sharedView';
import { atEnd } from './support/stub';

describe('the view of the credentials', () => {
  // Otherwise the workbench draws it as well, whenever it likes.
  beforeEach(() => vscode.commands.executeCommand('workbench.action.closeSidebar'));

  it('is empty, without an error, when it is opened before anything exists', async () => {
    const { tree, rooms, view } = openTree(buildRooms());
    assert.deepEqual(tree.getChildren(), []);
    await settle();
    assert.deepEqual(tree.getChildren(), []);
    assert.equal(view().message, '');
    assert.deepEqual(rooms.secrets.reads(), []);
  });

  it('draws a row: name, region, access, and the command that makes it active', async () => {
    const { tree, rooms } = openTree(buildRooms());
    const face = await addCredential(rooms, { name: 'Production', baseUrl: 'https://app.eu.pendo.io' });
    assert.deepEqual(tree.getChildren(), [face.id]);
    const unchecked = tree.getTreeItem(face.id);
    assert.equal(unchecked.label, 'Production');
    assert.equal(unchecked.id, face.id);
    assert.equal(unchecked.description, 'EU');
    assert.equal(unchecked.contextValue, 'credential');
    assert.equal(unchecked.collapsibleState, vscode.TreeItemCollapsibleState.None);
    assert.deepEqual(unchecked.command, {
      command: 'pendo.useCredential',
      title: 'Use in This Workspace',
      arguments: [face.id],
    });
    await rooms.monitor.check(face.id);
    assert.equal(tree.getTreeItem(face.id).description, 'EU · read and write');
    assert.equal(iconOf(tree.getTreeItem(face.id)).color?.id, 'charts.green');
  });

  it('tells the active one in words, for those who see no colour and those who see nothing', async () => {
    const { tree, rooms } = openTree(buildRooms());
    const face = await addCredential(rooms);
    const other = await addCredential(rooms, { name: 'Staging' });
    await rooms.active.use(face.id);
    assert.match(String(tree.getTreeItem(face.id).description), /^active · /);
    assert.match(tree.getTreeItem(face.id).accessibilityInformation?.label ?? '', /active in this workspace/);
    assert.doesNotMatch(String(tree.getTreeItem(other.id).description), /active/);
  });

  it('shows verdicts by icon and colour, and a lost key by a context value of its own', async () => {
    const { tree, rooms } = openTree(buildRooms({ verify: async () => rejected }));
    const face = await addCredential(rooms);
    await rooms.monitor.check(face.id);
    assert.deepEqual(iconOf(tree.getTreeItem(face.id)), {
      id: 'error',
      color: { id: 'problemsErrorIcon.foreground' },
    });
    rooms.secrets.values.clear();
    await rooms.store.reconcile();
    const item = tree.getTreeItem(face.id);
    assert.equal(item.contextValue, 'credentialKeyMissing');
    assert.equal(iconOf(item).id, 'key');
  });

  it('marks a row whose replaced key can be brought back', async () => {
    const { tree, rooms } = openTree(buildRooms());
    const face = await addCredential(rooms);
    rooms.previousKeys.hold(face.id, { key: exampleKey, keySavedAt: 0, baseUrl: face.baseUrl });
    assert.equal(tree.getTreeItem(face.id).contextValue, 'credentialPreviousKey');
  });

  it('looks at the storage when it is first drawn, by name alone, and not before', async () => {
    const { tree, rooms } = openTree(buildRooms());
    await addCredential(rooms);
    await settle();
    rooms.secrets.calls.length = 0;
    await rooms.active.use('Production');
    await settle();
    assert.deepEqual(rooms.secrets.calls, []);
    tree.getChildren();
    await settle();
    assert.deepEqual(rooms.secrets.calls, ['keys']);
    tree.getChildren();
    await settle();
    assert.deepEqual(rooms.secrets.calls, ['keys']);
  });

  it('draws the faces while the storage rejects, hangs or has forgotten everything, and says so above them', async () => {
    const cases = [
      { fault: 'reject', message: /can’t be looked at \(the keyring is locked\)/ },
      { fault: 'hang', message: /can’t be looked at \(no answer within 0\.1 seconds\)/ },
      { fault: 'empty', message: /has no key of these credentials/ },
    ] as const;
    for (const { fault, message } of cases) {
      const { tree, rooms, view } = openTree(buildRooms());
      const face = await addCredential(rooms);
      if (fault === 'empty') {
        rooms.secrets.values.clear();
      } else {
        rooms.secrets.failAlways('keys', fault);
      }
      assert.deepEqual(tree.getChildren(), [face.id]);
      await until(`the view tells of ${fault}`, () => message.test(view().message ?? ''));
      assert.deepEqual(tree.getChildren(), [face.id]);
      assert.equal(
        tree.getTreeItem(face.id).contextValue,
        fault === 'empty' ? 'credentialKeyMissing' : 'credential',
      );
      tree.dispose();
    }
  });

  it('says that keys will not last when the storage has lost what it kept before', async () => {
    const globalState = new FakeKeyValueStore();
    globalState.plant('storageMarker', { value: 'marker', session: 'an earlier one' });
    const { tree, view } = openTree(buildRooms({ globalState }));
    tree.getChildren();
    await until('the view tells', () => (view().message ?? '').includes('keys will not last'));
  });

  it('says once that the storage has no key: not again after a restart, until all was well', async () => {
    const rooms = buildRooms();
    const face = await addCredential(rooms);
    const secret = rooms.secrets.values.get(`credential/${face.id}`) ?? '';
    const said = async (): Promise<string> => {
      const { secrets, globalState } = rooms;
      const { tree, view, rooms: restarted } = openTree(buildRooms({ secrets, globalState }));
      tree.getChildren();
      await until('the storage was looked at', () => restarted.store.keyPresence(face.id) !== 'unknown');
      await settle();
      const message = view().message ?? '';
      tree.dispose();
      return message;
    };
    rooms.secrets.values.clear();
    assert.match(await said(), /has no key of these credentials/);
    assert.equal(await said(), '');
    rooms.secrets.values.set(`credential/${face.id}`, secret);
    assert.equal(await said(), '');
    rooms.secrets.values.clear();
    assert.match(await said(), /has no key of these credentials/);
  });

  it('reminds of an old key in its row, if the user wants that', async () => {
    const setting = 'pendo.keyAgeReminderDays';
    const configuration = vscode.workspace.getConfiguration();
    const { tree, rooms } = openTree(buildRooms());
    const longAgo = Date.now() - 100 * 24 * 60 * 60_000;
    const face = await addCredential(rooms, { keySavedAt: longAgo });
    const description = (): string => String(tree.getTreeItem(face.id).description);
    assert.doesNotMatch(description(), /replace it/);
    tree.getChildren();
    await settle();
    let drawn = 0;
    tree.onDidChangeTreeData(() => (drawn += 1));
    await configuration.update(setting, 90, vscode.ConfigurationTarget.Global);
    try {
      await until(
        'the row is drawn again with the age',
        () => drawn > 0 && description().includes('replace it'),
      );
    } finally {
      await configuration.update(setting, undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('takes the message back when the storage answers again', async () => {
    const { tree, rooms, view } = openTree(buildRooms());
    await addCredential(rooms);
    rooms.secrets.failNext('keys', 'reject');
    tree.getChildren();
    await until('the view tells', () => view().message !== '');
    await rooms.store.reconcile();
    assert.equal(view().message, '');
  });

  it('is drawn again at every change: saved, made active, checked, deleted', async () => {
    const { tree, rooms } = openTree(buildRooms());
    let drawn = 0;
    const subscription = tree.onDidChangeTreeData(() => (drawn += 1));
    atEnd(() => void subscription.dispose());
    const changes = [
      () => addCredential(rooms),
      () => rooms.active.use('Production'),
      () => rooms.monitor.check('Production'),
      () => rooms.store.delete('Production'),
    ];
    for (const change of changes) {
      const before = drawn;
      await change();
      assert.ok(drawn > before, String(change));
    }
  });

  it('draws no row again that says the same, for that would close its tooltip', async () => {
    const { tree, rooms } = openTree(buildRooms());
    const face = await addCredential(rooms, { name: 'Alpha' });
    await addCredential(rooms, { name: 'Beta' });
    for (const id of tree.getChildren()) {
      tree.getTreeItem(id);
    }
    await settle();
    for (const id of tree.getChildren()) {
      tree.getTreeItem(id);
    }
    const drawn: (string[] | undefined)[] = [];
    const subscription = tree.onDidChangeTreeData((ids) => void drawn.push(ids));
    atEnd(() => void subscription.dispose());
    await rooms.store.reconcile();
    assert.deepEqual(drawn, []);
    rooms.previousKeys.hold(face.id, { key: exampleKey, keySavedAt: 0, baseUrl: face.baseUrl });
    assert.deepEqual(drawn, [[face.id]]);
  });

  it('has a tooltip when it is asked for, with the ending of the key and not the key', async () => {
    const { tree, rooms } = openTree(buildRooms());
    const face = await addCredential(rooms, { description: 'nightly import' });
    const item = tree.resolveTreeItem(tree.getTreeItem(face.id), face.id);
    const { text } = await renderMarkdown(item.tooltip as vscode.MarkdownString);
    assert.match(text, /nightly import/);
    assert.match(text, /app\.pendo\.io/);
    assert.match(text, /cafe/);
    assert.ok(!text.includes(exampleKey));
  });

  it('draws a row that was deleted meanwhile as nothing, without an error', async () => {
    const { tree, rooms } = openTree(buildRooms());
    const face = await addCredential(rooms);
    const item = tree.getTreeItem(face.id);
    await rooms.store.delete(face.id);
    assert.equal(tree.resolveTreeItem(item, face.id), item);
    assert.equal(tree.getTreeItem(face.id).label, '');
  });

  it('reveals a row in the real view, opening it', async () => {
    const { tree, rooms, view } = openTree(buildRooms());
    await addCredential(rooms, { name: 'Alpha' });
    const face = await addCredential(rooms, { name: 'Beta' });
    await tree.reveal(face.id);
    await until('the row is selected', () => view().selection[0] === face.id, 15_000);
    assert.equal(view().visible, true);
  });

  it('draws five hundred credentials', async () => {
    const globalState = new FakeKeyValueStore();
    const rooms = buildRooms({ globalState });
    const face = await addCredential(rooms);
    const faces = Array.from({ length: 500 }, (_, index) => ({
      ...face,
      id: `id-${index}`,
      name: `Credential ${index}`,
    }));
    globalState.plant('credentials', faces);
    rooms.store.dispose();
    const { tree } = openTree(buildRooms({ globalState }));
    const ids = tree.getChildren();
    assert.equal(ids.length, 500);
    assert.deepEqual(ids.slice(0, 3), ['id-0', 'id-1', 'id-2']);
    assert.equal(new Set(ids.map((id) => tree.getTreeItem(id).id)).size, 500);
  });
});

/** A tree on the real view. */
function openTree(rooms: Rooms): {
  tree: CredentialTree;
  rooms: Rooms;
  view: () => vscode.TreeView<unknown>;
} {
  const view = shareTreeView();
  const tree = new CredentialTree(rooms);
  atEnd(() => tree.dispose());
  return { tree, rooms, view };
}

function iconOf(item: vscode.TreeItem): { id: string; color: { id: string } | undefined } {
  const { id, color } = item.iconPath as vscode.ThemeIcon;
  return { id, color: color && { id: (color as unknown as { id: string }).id } };
}
