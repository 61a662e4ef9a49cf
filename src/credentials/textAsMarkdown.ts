/**
 * Text as Markdown that shows just that: all but letters, digits and spaces become entities, so that none is markup. `appendText` would make
 * every space a hard one, leave `1.` at the start of a line and `&lt;` as markup, and put backslashes into web addresses.
 */
export function textAsMarkdown(text: string): string {
  return text
    .replace(/[^\p{L}\p{M}\p{N} \n]/gu, (sign) => `&#${sign.codePointAt(0) ?? 0};`)
    .replaceAll('\n', '\n\n');
}
