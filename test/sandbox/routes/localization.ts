import { jsonAnswer, textAnswer, type Answer } from '../answer';
import type { Guide } from '../company/guides';
import type { ApiRequest, Route } from '../routing';

const maxFiles = 15;

/** Guide texts out and in as XLIFF 1.2, at most 15 at a time. */
export const localizationRoutes: readonly Route[] = [
  { method: 'GET', path: '/guide/localization/export', access: 'read', answer: exportTexts },
  { method: 'POST', path: '/guide/localization/import', access: 'write', answer: importTexts },
];

function exportTexts({ query, company }: ApiRequest): Answer {
  const ids = query.get('guideids')?.split(',').filter(Boolean) ?? [];
  if (ids.length === 0) return textAnswer(400, 'no guide ids');
  if (ids.length > maxFiles) return textAnswer(400, `more than ${maxFiles} guide ids`);
  const guides = ids.map((id) => company.guides.find((guide) => guide.id === id));
  if (guides.includes(undefined)) return textAnswer(404, 'guide not found');
  const files = guides.map((guide) => (guide === undefined ? '' : toXliff(guide))).join('');
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n<xliff version="1.2">${files}</xliff>\n`;
  return { status: 200, headers: { 'content-type': 'application/xml' }, body };
}

/** Files are told by their `original`; those whose guide is unknown fail, and then the answer is a 207. */
function importTexts({ body, company }: ApiRequest): Answer {
  const ids = [...body.matchAll(/<file\b[^>]*\boriginal="([^"]*)"/g)].map((match) => match[1] ?? '');
  if (ids.length === 0 || ids.length > maxFiles)
    return textAnswer(400, `expected 1 to ${maxFiles} XLIFF files`);
  const results = ids.map((id) => {
    const known = company.guides.some((guide) => guide.id === id);
    return { guideId: id, status: known ? 200 : 404, message: known ? 'imported' : 'guide not found' };
  });
  return jsonAnswer({ results }, results.every((result) => result.status === 200) ? 200 : 207);
}

function toXliff(guide: Guide): string {
  const units = guide.steps.map(
    (step) => `<trans-unit id="${step.id}"><source>${escapeXml(step.name)}</source></trans-unit>`,
  );
  return `<file original="${guide.id}" source-language="en-US" datatype="html"><body>${units.join('')}</body></file>`;
}

function escapeXml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
