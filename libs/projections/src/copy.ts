import { finished } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from } from 'pg-copy-streams';

/** Runs `COPY … FROM STDIN` with these lines, which `copyLine` made. */
export async function copy(client: ClientBase, statement: string, lines: readonly string[]): Promise<void> {
  const stream = client.query(from(statement));
  stream.end(lines.join(''));
  await finished(stream);
}

/** One row in the text format of COPY. */
export const copyLine = (fields: readonly string[]): string => `${fields.join('\t')}\n`;

/** A value in the text format of COPY, of any type but JSON. */
export function copyField(value: unknown): string {
  if (value === null || value === undefined) return '\\N';
  return escaped(Array.isArray(value) ? `{${value.map(arrayElement).join(',')}}` : String(value));
}

/** A value of a JSON column in the text format of COPY. JSON's own null is no value. */
export const copyJson = (value: unknown): string =>
  value === null || value === undefined ? '\\N' : escaped(JSON.stringify(value));

function arrayElement(value: unknown): string {
  if (value === null) return 'NULL';
  if (typeof value !== 'string') return String(value);
  return `"${/["\\]/.test(value) ? value.replaceAll(/["\\]/g, '\\$&') : value}"`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** Most values have nothing to escape, and looking is cheaper than replacing. */
const escaped = (text: string): string =>
  /[\\\n\r\t]/.test(text) ? text.replaceAll(/[\\\n\r\t]/g, (char) => ESCAPES[char] as string) : text;
