import * as vscode from 'vscode';
import { viewIds, type CommandId, type RowKind } from '../contributions';
import type { Active, ActiveCredential } from '../credentials/activeCredential';
import type { ConnectionMonitor } from '../credentials/connectionMonitor';
import type { ConnectionState } from '../credentials/connectionState';
import { sameFace, type Face } from '../credentials/credential';
import type { CredentialStore } from '../credentials/credentialStore';
import type { PreviousKeys } from '../credentials/previousKeys';
import type { StorageDurability, StorageHealth } from '../credentials/storageHealth';
import type { TroubleNotice } from '../credentials/troubleNotice';
import { iconColor } from './iconColor';
import { loadWords } from './loadWords';
import { onDidChangeKeyAgeReminder, readKeyAgeReminderDays } from './settings';
import { createTooltip } from './tooltip';
import { currentWording } from './wording';

export type CredentialViewDeps = {
  readonly store: CredentialStore;
  readonly active: ActiveCredential;
  readonly monitor: ConnectionMonitor;
  readonly health: StorageHealth;
  readonly previousKeys: PreviousKeys;
  readonly troubleNotice: TroubleNotice;
};

/** What a row depends on. */
type RowFacts = {
  readonly face: Face;
  readonly state: ConnectionState;
  /** How it became the active credential, if it is. */
  readonly chosen: Active['chosen'] | undefined;
  /** Whether its previous key can be brought back. */
  readonly keyHeld: boolean;
  /** The age of its verdict in whole minutes; infinite without one. */
  readonly verdictMinutes: number;
};

/** The view "Credentials": one row for each, by id. Choosing a row runs its command; moving through the rows does nothing. */
export class CredentialTree implements vscode.TreeDataProvider<string>, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<string[] | undefined>();
  private readonly view: vscode.TreeView<string>;
  private readonly disposables: { dispose(): unknown }[];
  private shown = false;
  private drawn: readonly string[] = [];
  private readonly rows = new Map<string, RowFacts>();
  private durability: StorageDurability = 'unknown';
  private looked = false;

  readonly onDidChangeTreeData = this.changed.event;

  constructor(private readonly deps: CredentialViewDeps) {
    const refresh = (): void => this.refresh();
    this.view = vscode.window.createTreeView(viewIds.credentials, { treeDataProvider: this });
    this.disposables = [
      this.changed,
      this.view,
      deps.store.onDidChange(refresh),
      deps.active.onDidChange(refresh),
      deps.monitor.onDidChange(refresh),
      deps.previousKeys.onDidChange(refresh),
      deps.health.onDidMark(() => void this.lookForMarker()),
    ];
  }

  dispose(): void {
    for (const disposable of this.disposables) {
      disposable.dispose();
    }
  }

  getChildren(parent?: string): string[] {
    if (parent !== undefined) {
      return [];
    }
    if (!this.shown) {
      this.shown = true;
      this.beginToLook();
    }
    const ids = this.ids();
    this.drawn = ids;
    this.rows.clear();
    return ids;
  }

  getParent(): undefined {
    return undefined;
  }

  getTreeItem(id: string): vscode.TreeItem {
    const facts = this.factsOf(id);
    if (!facts) {
      return new vscode.TreeItem('');
    }
    this.rows.set(id, facts);
    const { face, state, chosen, keyHeld } = facts;
    const row = loadWords().describeRow(face, state, chosen, {
      ...currentWording(),
      keyAgeReminderDays: readKeyAgeReminderDays(),
    });
    const item = new vscode.TreeItem(row.label);
    item.id = id;
    item.description = row.description;
    item.iconPath = new vscode.ThemeIcon(row.icon, iconColor(state));
    item.accessibilityInformation = { label: row.accessibleName };
    item.contextValue = rowKind(state, keyHeld);
    item.command = {
      command: 'pendo.useCredential' satisfies CommandId,
      title: vscode.l10n.t('Use in This Workspace'),
      arguments: [id],
    };
    return item;
  }

  /** Fills in the tooltip when it is shown, so that the ages in it are right. */
  resolveTreeItem(item: vscode.TreeItem, id: string): vscode.TreeItem {
    const face = this.deps.store.face(id);
    if (face) {
      item.tooltip = createTooltip(
        face.name,
        loadWords().tooltipLines(face, this.deps.monitor.state(id), currentWording()),
      );
    }
    return item;
  }

  isVisible(): boolean {
    return this.view.visible;
  }

  /** Shows a credential in the view, opening the view if need be. */
  async reveal(id: string): Promise<void> {
    await this.view.reveal(id, { select: true, focus: false });
  }

  private factsOf(id: string): RowFacts | undefined {
    const { store, monitor, active, previousKeys } = this.deps;
    const face = store.face(id);
    const current = active.current();
    return (
      face && {
        face,
        state: monitor.state(id),
        chosen: current?.id === id ? current.chosen : undefined,
        keyHeld: previousKeys.has(id),
        verdictMinutes: Math.floor(monitor.verdictAge(id) / 60_000),
      }
    );
  }

  private ids(): string[] {
    return this.deps.store.list().map(({ id }) => id);
  }

  private refresh(): void {
    this.view.message = this.trouble() ?? '';
    // While VS Code draws a row anew its tooltip closes, and a command that is run from it may not hear which row it was. So where the rows
    // stay as they stand, those alone are drawn that say something else.
    const ids = this.ids();
    if (ids.length === 0 || ids.join() !== this.drawn.join()) {
      this.changed.fire(undefined);
      return;
    }
    const other = ids.filter((id) => !sameFacts(this.rows.get(id), this.factsOf(id)));
    if (other.length > 0) {
      this.changed.fire(other);
    }
  }

  /** What to say above the rows of the storage as a whole. */
  private trouble(): string | undefined {
    const { store, troubleNotice } = this.deps;
    const words = loadWords().describeTrouble(store.trouble(), this.durability, vscode.l10n.t);
    if (words !== undefined) {
      return troubleNotice.raise() ? words : undefined;
    }
    if (this.looked) {
      troubleNotice.clear();
    }
    return undefined;
  }

  /** The storage is compared with the list when a person first looks, never at start-up: opening a keyring may ask for a password. */
  private beginToLook(): void {
    this.disposables.push(
      onDidChangeKeyAgeReminder(() => this.changed.fire(undefined)),
      vscode.window.onDidChangeWindowState(({ focused }) => focused && void this.lookAtStorage()),
    );
    void this.lookAtStorage();
  }

  private async lookAtStorage(): Promise<void> {
    await Promise.all([this.deps.store.reconcile(), this.lookForMarker()]);
    if (!this.looked) {
      this.looked = true;
      this.refresh();
    }
  }

  private async lookForMarker(): Promise<void> {
    const durability = await this.deps.health.durability();
    if (durability !== this.durability) {
      this.durability = durability;
      this.refresh();
    }
  }
}

function rowKind({ kind }: ConnectionState, keyHeld: boolean): RowKind {
  if (kind === 'keyMissing') {
    return 'credentialKeyMissing';
  }
  return keyHeld ? 'credentialPreviousKey' : 'credential';
}

function sameFacts(a: RowFacts | undefined, b: RowFacts | undefined): boolean {
  return (
    a !== undefined &&
    b !== undefined &&
    sameFace(a.face, b.face) &&
    a.state === b.state &&
    a.chosen === b.chosen &&
    a.keyHeld === b.keyHeld &&
    a.verdictMinutes === b.verdictMinutes
  );
}
