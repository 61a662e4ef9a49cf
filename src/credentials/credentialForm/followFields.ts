import type { VisibleDraft } from './protocol';

/**
 * What the fields show once a credential was changed elsewhere: what it has now, but where the user has typed something else.
 * @param keyTyped whether the user has typed a key: it goes where the form said when it was typed
 */
export function followFields(
  typed: VisibleDraft,
  before: VisibleDraft,
  now: VisibleDraft,
  keyTyped: boolean,
): VisibleDraft {
  const moved = !keyTyped && !sameTarget(before, now) && sameTarget(typed, before);
  const { region, baseUrl } = moved ? now : typed;
  return {
    name: typed.name === before.name ? now.name : typed.name,
    description: typed.description === before.description ? now.description : typed.description,
    region,
    baseUrl,
  };
}

export function sameFields(a: VisibleDraft, b: VisibleDraft): boolean {
  return (
    a.name === b.name && a.description === b.description && a.region === b.region && a.baseUrl === b.baseUrl
  );
}

/** Whether the key goes to the same place; a base URL counts with the region `custom` only. */
export function sameTarget(a: VisibleDraft, b: VisibleDraft): boolean {
  return a.region === b.region && (a.region !== 'custom' || a.baseUrl === b.baseUrl);
}
