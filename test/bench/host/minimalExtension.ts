import * as vscode from 'vscode';

/** What an extension of this kind can't do without: one tree view, eight commands, one status item. The measure of our own. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  const changed = new vscode.EventEmitter<undefined>();
  const treeDataProvider: vscode.TreeDataProvider<string> = {
    onDidChangeTreeData: changed.event,
    getChildren: () => [],
    getTreeItem: (element) => new vscode.TreeItem(element),
  };
  subscriptions.push(changed, vscode.window.createTreeView('bench.minimal', { treeDataProvider }));

  const item = vscode.window.createStatusBarItem('bench.minimal', vscode.StatusBarAlignment.Right, 90);
  item.text = 'Minimal';
  item.command = 'bench.minimal.1';
  item.show();
  subscriptions.push(item);

  for (let number = 1; number <= 8; number += 1) {
    const command = vscode.commands.registerCommand(`bench.minimal.${number}`, () => changed.fire(undefined));
    subscriptions.push(command);
  }
}
