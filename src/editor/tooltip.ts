import * as vscode from 'vscode';
import type { CommandId } from '../contributions';
import type { TooltipLine } from '../credentials/connectionWords';
import { loadWords } from './loadWords';

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
  const { textAsMarkdown } = loadWords();
  const tooltip = new vscode.MarkdownString();
  tooltip.isTrusted = { enabledCommands: links.map(({ command }) => command) };
  tooltip.appendMarkdown(`**${textAsMarkdown(title)}**\n\n`);
  for (const { label, text } of lines) {
    tooltip.appendMarkdown(`*${label}:* ${textAsMarkdown(text)}\n\n`);
  }
  if (links.length > 0) {
    tooltip.appendMarkdown(links.map(renderLink).join(' · '));
  }
  return tooltip;
}

function renderLink({ title, command, arguments: args }: TooltipLink): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}
