// Control characters, and the bidirectional and invisible ones that make a text look like another. Joiners (U+200C, U+200D) and variation
// selectors stay: scripts and emoji need them. Written out, because classes such as \p{Cc} take longer to compile than all else at start.
const deceptive =
  /[\u0000-\u001f\u007f-\u009f\ud800-\udfff\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb]/gu;

// No script needs more than a few code units for a character; without this, one letter with ten thousand accents would be short.
const mostUnitsPerCharacter = 20;

/** One line that is safe to show: trimmed, with single spaces, without control and direction characters. */
export function cleanLine(text: string): string {
  return text.replace(/\s/g, ' ').replace(deceptive, '').replace(/ +/g, ' ').trim();
}

/** The same for a text of several lines. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|[\n\r\u2028\u2029]/)
    .map(cleanLine)
    .join('\n')
    .trim();
}

/** Whether a person sees more than `most` characters in a text (an emoji is one). */
export function isLongerThan(text: string, most: number): boolean {
  if (text.length <= most) {
    return false;
  }
  return text.length > most * mostUnitsPerCharacter || splitCharacters(text).length > most;
}

/** The beginning of a text that is not longer than that. */
export function shortenTo(text: string, most: number): string {
  if (!isLongerThan(text, most)) {
    return text;
  }
  // The cut may leave half of a character that is a pair of code units.
  const beginning = text.slice(0, most * mostUnitsPerCharacter).replace(/[\ud800-\udbff]$/, '');
  return splitCharacters(beginning).slice(0, most).join('').trimEnd();
}

function splitCharacters(text: string): string[] {
  const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
  return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
