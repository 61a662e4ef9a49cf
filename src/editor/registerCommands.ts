import * as vscode from 'vscode';
import { commandIds, type CommandId } from '../contributions';
import type { Log } from './log';

/**
 * Runs a command. Its argument is the id of a row or link; undefined from the palette; null from a row that VS Code no longer knows, because
 * the view was being drawn anew when it was pressed.
 */
export type RunCommand = (id: CommandId, argument: unknown) => Promise<void>;

/** Registers every command with the one wrapper: what a command did not expect is logged and told, never lost. */
export function registerCommands(run: RunCommand, log: Log): vscode.Disposable[] {
  return commandIds.map((id) =>
    vscode.commands.registerCommand(id, async (...args: unknown[]) => {
      try {
        await run(id, args.length === 0 ? undefined : (args[0] ?? null));
      } catch (error) {
        log.error(id, error);
        void offerLog(log, error);
      }
    }),
  );
}

async function offerLog(log: Log, error: unknown): Promise<void> {
  const showLog = vscode.l10n.t('Show Log');
  const cause = error instanceof Error ? error.message : String(error);
  const answer = await vscode.window.showErrorMessage(
    vscode.l10n.t('Pendo: something went wrong that should not ({0}). The log has more.', cause),
    showLog,
  );
  if (answer === showLog) {
    log.show();
  }
}
