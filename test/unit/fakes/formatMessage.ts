import type { Translate } from '../../../src/pendo/translate';

/** English as it is: fills `{0}`, `{1}`, … as `vscode.l10n.t` does. */
export const formatMessage: Translate = (message, ...args) =>
  message.replace(/\{(\d+)\}/g, (placeholder, index: string) => String(args[Number(index)] ?? placeholder));

/** A language in which every translated word stands in brackets, so that a word outside of them was not translated. */
export const pseudoTranslate: Translate = (message, ...args) => {
  const pieces = message.split(/(\{\d+\})/).filter((piece) => piece !== '');
  return pieces
    .map((piece) => {
      const index = /^\{(\d+)\}$/.exec(piece)?.[1];
      return index === undefined ? `⟦${piece}⟧` : String(args[Number(index)] ?? piece);
    })
    .join('');
};

/** What of a pseudo-translated text did not go through the translation. */
export function untranslated(text: string): string {
  return text.replace(/⟦[^⟧]*⟧/g, '');
}
