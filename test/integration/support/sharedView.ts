import * as vscode from 'vscode';
import { stub } from './stub';

const changed = new vscode.EventEmitter<undefined>();
let shown: vscode.TreeDataProvider<unknown> | undefined;
let shared: vscode.TreeView<unknown> | undefined;

/**
 * Has every tree of this test show in the same real view, which is made once: VS Code loses track of a view that is disposed and made again at
 * once, as no extension does.
 * @returns the view that was asked for last
 */
export function shareTreeView(): () => vscode.TreeView<unknown> {
  const create = vscode.window.createTreeView.bind(vscode.window);
  let view: vscode.TreeView<unknown> | undefined;
  const createShared = (id: string, { treeDataProvider }: vscode.TreeViewOptions<unknown>): unknown => {
    shared ??= create(id, { treeDataProvider: delegate });
    shared.message = '';
    shown = treeDataProvider;
    const subscription = treeDataProvider.onDidChangeTreeData?.(() => changed.fire(undefined));
    const dispose = (): void => {
      subscription?.dispose();
      shown = shown === treeDataProvider ? undefined : shown;
    };
    view = Object.create(shared, { dispose: { value: dispose } }) as vscode.TreeView<unknown>;
    changed.fire(undefined);
    return view;
  };
  stub(vscode.window, 'createTreeView', createShared as typeof vscode.window.createTreeView);
  return () => view!;
}

const delegate: vscode.TreeDataProvider<unknown> = {
  onDidChangeTreeData: changed.event,
  getChildren: (element) => shown?.getChildren(element) ?? [],
  getTreeItem: (element) => shown?.getTreeItem(element) ?? new vscode.TreeItem(''),
  getParent: (element) => shown?.getParent?.(element),
  resolveTreeItem: (item, element, token) => shown?.resolveTreeItem?.(item, element, token),
};
