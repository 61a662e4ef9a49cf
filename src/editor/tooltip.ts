import * as vscode from 'vscode';
import type { CommandId } from '../contributions';
import type { TooltipLine } from '../credentials/connectionWords';

export type TooltipLink = {
  readonly title: string;
  readonly command: CommandId;
  readonly arguments: readonly unknown[];
};

/** A tooltip of labelled lines and links to commands. What users and servers wrote is shown as text, never as markup. */
export function createTooltip(
  title: string,
  lines: readonly TooltipLine[],
  links: readonly TooltipLink[] = [],
): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = { enabledCommands: links.map(({ command }) => command) };
  tooltip.appendMarkdown('**');
  appendWords(tooltip, title);
  tooltip.appendMarkdown('**\n\n');
  for (const { label, text } of lines) {
    tooltip.appendMarkdown(`*${label}:* `);
    appendWords(tooltip, text);
    tooltip.appendMarkdown('\n\n');
  }
  if (links.length > 0) {
    tooltip.appendMarkdown(links.map(renderLink).join(' · '));
  }
  return tooltip;
}

/** Appends a text, word by word: `appendText` makes every space a hard one, and a long text would break inside of its words. */
function appendWords(tooltip: vscode.MarkdownString, text: string): void {
  text.split(' ').forEach((word, index) => {
    tooltip.appendMarkdown(index === 0 ? '' : ' ').appendText(word);
  });
}

function renderLink({ title, command, arguments: args }: TooltipLink): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}
