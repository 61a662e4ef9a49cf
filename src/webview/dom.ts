/** What a child of an element may be; text is always inserted as text, never as markup. */
export type Child = Node | string;

/** Creates an element with properties set and children appended. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  properties: Partial<HTMLElementTagNameMap[Tag]> = {},
  children: readonly Child[] = [],
): HTMLElementTagNameMap[Tag] {
  const created = Object.assign(document.createElement(tag), properties);
  created.append(...children);
  return created;
}

/** Sets a text where it differs, so that a screen reader does not hear the same words twice; no text hides the element. */
export function showText(target: HTMLElement, text: string | undefined): void {
  if (target.textContent !== (text ?? '')) {
    target.textContent = text ?? '';
  }
  target.hidden = text === undefined;
}

/** Creates a link that leaves the editor; VS Code opens it in the user's browser. */
export function link(href: string, text: string): HTMLAnchorElement {
  return element('a', { href }, [text]);
}
