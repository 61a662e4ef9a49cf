import * as vscode from 'vscode';

export type Rendered = { readonly tags: readonly string[]; readonly text: string };

/** What VS Code's own Markdown renderer makes of it: the tags, sorted, and the text with single spaces. */
export async function renderMarkdown({ value }: vscode.MarkdownString): Promise<Rendered> {
  const rendered = await vscode.commands.executeCommand<string>('markdown.api.render', value);
  // Newer versions put the settings for diagrams before whatever they render.
  const html = rendered.replace(/^<span id="markdown-mermaid"[^>]*><\/span>/, '');
  const tags = [...html.matchAll(/<([a-z][a-z0-9]*)/gi)].map(([, tag]) => tag!);
  return { tags: tags.sort(), text: squeeze(decode(html.replace(/<[^>]*>/g, ' '))) };
}

/** With single spaces. */
export function squeeze(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function decode(html: string): string {
  const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ' };
  return html.replace(/&(lt|gt|quot|amp|nbsp);/g, (_, name: string) => entities[name]!);
}
