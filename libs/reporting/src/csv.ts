import { looksLikeFormula } from './formula-injection.js';
import type { Sheet, SheetRow } from './sheets.js';

// Without it Excel takes UTF-8 for the system's own code page, and Chinese for noise.
const BYTE_ORDER_MARK = '\uFEFF';
const CHUNK_CHARACTERS = 16_384;

/** The sheets below each other as RFC 4180 text, in pieces: no more of it is held than one piece. */
export async function* csv(sheets: Iterable<Sheet>): AsyncGenerator<string> {
  let chunk = BYTE_ORDER_MARK;
  let isFirst = true;
  for (const { rows } of sheets) {
    if (!isFirst) chunk += '\r\n';
    isFirst = false;
    for await (const row of rows) {
      chunk += record(row);
      if (chunk.length < CHUNK_CHARACTERS) continue;
      yield chunk;
      chunk = '';
    }
  }
  yield chunk;
}

const record = ({ cells }: SheetRow): string => `${cells.map(({ text }) => field(text)).join(',')}\r\n`;

/** Quoted where needed. Text that would run as a formula gets an apostrophe, the spreadsheets' own mark for "text". */
function field(text: string): string {
  const safe = looksLikeFormula(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
