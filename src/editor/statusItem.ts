import * as vscode from 'vscode';
import { statusItemId, type CommandId } from '../contributions';
import type { Status } from '../credentials/statusWords';
import type { CredentialViewDeps } from './credentialTree';
import { loadWords } from './loadWords';
import { createTooltip, type TooltipLink } from './tooltip';
import { currentWording } from './wording';

// So that "3 minutes ago" stays true while nothing else happens.
const refreshMilliseconds = 60_000;

/** The status-bar item "Pendo Connection": tells whether the active credential works. It is made with the first credential. */
export class StatusItem implements vscode.Disposable {
  private item: vscode.StatusBarItem | undefined;
  private readonly disposables: { dispose(): unknown }[];
  private readonly first: NodeJS.Immediate;
  private timer: NodeJS.Timeout | undefined;
  /** What the item shows, as JSON; undefined while it is hidden. */
  private shown: string | undefined;

  constructor(private readonly deps: CredentialViewDeps) {
    const update = (): void => this.update();
    this.disposables = [
      deps.store.onDidChange(update),
      deps.active.onDidChange(update),
      deps.monitor.onDidChange(update),
    ];
    // Drawn once the start is over: the first age that is put into words takes longer than all of the start.
    this.first = setImmediate(update);
  }

  dispose(): void {
    clearImmediate(this.first);
    clearInterval(this.timer);
    this.item?.dispose();
    for (const disposable of this.disposables) {
      disposable.dispose();
    }
  }

  private update(): void {
    if (this.deps.store.unsorted().length === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      this.item?.hide();
      this.shown = undefined;
      return;
    }
    this.timer ??= setInterval(() => this.update(), refreshMilliseconds);
    const id = this.deps.active.current()?.id;
    const face = id === undefined ? undefined : this.deps.store.face(id);
    const status = loadWords().describeStatus(face, this.deps.monitor.state(id), currentWording());
    const shown = JSON.stringify([id, face?.name, status]);
    if (shown === this.shown) {
      // Whatever is set closes the tooltip that a person may be reading.
      return;
    }
    this.shown = shown;
    this.item ??= createItem();
    this.item.text = `$(${status.icon}) ${status.text}`;
    this.item.accessibilityInformation = { label: status.accessibleName, role: 'button' };
    this.item.backgroundColor = backgroundColor(status.severity);
    this.item.tooltip = createTooltip(face?.name ?? vscode.l10n.t('Pendo'), status.tooltip, tooltipLinks(id));
    this.item.command = {
      title: status.text,
      command: clicks[status.click],
      arguments: id === undefined ? [] : [id],
    };
    this.item.show();
  }
}

function createItem(): vscode.StatusBarItem {
  const item = vscode.window.createStatusBarItem(statusItemId, vscode.StatusBarAlignment.Right, 90);
  item.name = vscode.l10n.t('Pendo Connection');
  return item;
}

const clicks = {
  check: 'pendo.checkConnection',
  cancel: 'pendo.cancelCheck',
  choose: 'pendo.useCredential',
  enterKey: 'pendo.enterKey',
} as const satisfies Record<Status['click'], CommandId>;

function backgroundColor(severity: Status['severity']): vscode.ThemeColor | undefined {
  switch (severity) {
    case 'none':
      return undefined;
    case 'warning':
      return new vscode.ThemeColor('statusBarItem.warningBackground');
    case 'error':
      return new vscode.ThemeColor('statusBarItem.errorBackground');
  }
}

function tooltipLinks(id: string | undefined): TooltipLink[] {
  const { t } = vscode.l10n;
  return [
    { title: t('Switch'), command: 'pendo.useCredential', arguments: [] },
    ...(id === undefined
      ? []
      : ([
          { title: t('Edit'), command: 'pendo.editCredential', arguments: [id] },
          { title: t('Replace Key'), command: 'pendo.replaceKey', arguments: [id] },
        ] satisfies TooltipLink[])),
    { title: t('Show Log'), command: 'pendo.showLog', arguments: [] },
  ];
}
