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
  tooltip.appendMarkdown(`**${escapeText(title)}**\n\n`);
  for (const { label, text } of lines) {
    tooltip.appendMarkdown(`*${label}:* ${escapeText(text)}\n\n`);
  }
  if (links.length > 0) {
    tooltip.appendMarkdown(links.map(renderLink).join(' · '));
  }
  return tooltip;
}

/**
 * Text as Markdown that shows just that: all but letters, digits and spaces become entities, so that none is markup. `appendText` would make
 * every space a hard one, leave `1.` at the start of a line and `&lt;` as markup, and put backslashes into web addresses.
 */
function escapeText(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N} \n]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`)
    .replaceAll('\n', '\n\n');
}

function renderLink({ title, command, arguments: args }: TooltipLink): string {
  return `[${title}](command:${command}?${encodeURIComponent(JSON.stringify(args))})`;
}
