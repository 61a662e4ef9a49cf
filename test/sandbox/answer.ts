import type { Json, JsonObject } from './json';

/** A whole HTTP answer, as a value: a route makes it, a fault may spoil it, the server sends it. */
export type Answer = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
};

/** An answer with a JSON body. */
export function jsonAnswer(value: Json, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value) };
}

/** An answer in plain text, as several Pendo endpoints give for errors. */
export function textAnswer(status: number, body: string): Answer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body };
}

/** An answer with no body at all, as Pendo gives to a key that it does not accept. */
export function emptyAnswer(status: number): Answer {
  return { status, headers: {}, body: '' };
}

/** Rows as `text/csv`, RFC 4180: the columns are those of all rows in order of first appearance. */
export function csvAnswer(rows: readonly JsonObject[]): Answer {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = [columns, ...rows.map((row) => columns.map((column) => toCell(row[column])))];
  const body = lines.map((line) => `${line.map(quoteCell).join(',')}\r\n`).join('');
  return { status: 200, headers: { 'content-type': 'text/csv; charset=utf-8' }, body };
}

function toCell(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function quoteCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
