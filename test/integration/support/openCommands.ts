import assert from 'node:assert/strict';
import type { CommandId } from '../../../src/contributions';
import { createCommands } from '../../../src/editor/commands/commandTable';
import { CredentialTree } from '../../../src/editor/credentialTree';
import { Log } from '../../../src/editor/log';
import { watchFormPages, type FormPage } from './formPages';
import { installedExtension } from './installedExtension';
import { buildRooms, type Rooms } from './rooms';
import { shareTreeView } from './sharedView';
import { atEnd } from './stub';
import { watchMessages, type Answer, type Shown } from './watchWindow';

/** Says yes in a modal dialog, and nothing else. */
export function confirm({ modal, buttons }: Shown): string | undefined {
  return modal ? buttons[0] : undefined;
}

export type Commands = {
  readonly run: (id: CommandId, argument: unknown) => Promise<void>;
  readonly rooms: Rooms;
  readonly tree: CredentialTree;
  readonly messages: Shown[];
  readonly pages: FormPage[];
  /** What the view has shown by now. */
  readonly revealed: string[];
};

/** The commands on a real view, real forms and real progress; messages are answered by the test, not by a person. */
export function openCommands(rooms: Rooms = buildRooms(), answer: Answer = () => undefined): Commands {
  const messages = watchMessages(answer);
  const pages = watchFormPages();
  const subscriptions: { dispose(): unknown }[] = [];
  shareTreeView();
  const tree = new CredentialTree(rooms);
  // Whether the real one is shows what another test has left.
  tree.isVisible = () => false;
  const revealed: string[] = [];
  const reveal = tree.reveal.bind(tree);
  tree.reveal = async (id) => {
    await reveal(id);
    revealed.push(id);
  };
  const log = new Log();
  log.show = () => undefined;
  const errors: unknown[] = [];
  log.error = (what, error) => void errors.push([what, error]);
  atEnd(() => {
    [...subscriptions, tree].forEach((part) => void part.dispose());
    assert.deepEqual(
      errors.filter((error) => !/not erased yet|no exposure can be written/.test(String(error))),
      [],
    );
  });
  const { extensionUri } = installedExtension();
  const deps = { ...rooms, tree, log, extensionUri, extensionVersion: '0.0.0', subscriptions };
  return { run: createCommands(deps), rooms, tree, messages, pages, revealed };
}
