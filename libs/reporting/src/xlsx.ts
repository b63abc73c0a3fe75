import { looksLikeFormula } from './formula-injection.js';
import type { Sheet, SheetCell, SheetRow } from './sheets.js';
import { styleOf, stylesXml } from './xlsx-styles.js';
import { escaped, SPREADSHEET, XML_DECLARATION } from './xml.js';
import { type ZipEntry, zip } from './zip.js';

/** What a worksheet holds at most. */
const MAX_ROWS = 1_048_576;
const CHUNK_CHARACTERS = 16_384;
const COLUMN_WIDTHS =
  '<cols><col min="1" max="1" width="30" customWidth="1"/><col min="2" max="64" width="18" customWidth="1"/></cols>';
const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const CONTENT_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** A workbook (ECMA-376), in pieces, as its rows come: memory does not grow with them. */
export const xlsx = (sheets: readonly Sheet[]): AsyncGenerator<Buffer> => zip(parts(sheets));

function* parts(sheets: readonly Sheet[]): Generator<ZipEntry> {
  const names = sheetNames(sheets.map(({ name }) => name));
  yield { name: '[Content_Types].xml', content: [contentTypes(sheets.length)] };
  yield { name: '_rels/.rels', content: [relationships([['officeDocument', 'xl/workbook.xml']])] };
  yield { name: 'xl/workbook.xml', content: [workbook(names)] };
  yield {
    name: 'xl/_rels/workbook.xml.rels',
    content: [
      relationships([
        ...names.map((_, i): [string, string] => ['worksheet', `worksheets/sheet${i + 1}.xml`]),
        ['styles', 'styles.xml'],
      ]),
    ],
  };
  yield { name: 'xl/styles.xml', content: [stylesXml] };
  for (const [i, { rows }] of sheets.entries()) {
    yield { name: `xl/worksheets/sheet${i + 1}.xml`, content: worksheet(rows) };
  }
}

async function* worksheet(rows: Sheet['rows']): AsyncGenerator<string> {
  let chunk = `${XML_DECLARATION}<worksheet xmlns="${SPREADSHEET}">${COLUMN_WIDTHS}<sheetData>`;
  let number = 0;
  for await (const row of rows) {
    number += 1;
    if (number > MAX_ROWS) throw new RangeError(`A worksheet holds at most ${MAX_ROWS} rows`);
    chunk += rowXml(row, number);
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    chunk = '';
  }
  yield `${chunk}</sheetData></worksheet>`;
}

const rowXml = ({ kind, cells }: SheetRow, number: number): string =>
  `<row r="${number}">${cells.map((cell, i) => cellXml(cell, `${columnName(i)}${number}`, kind)).join('')}</row>`;

function cellXml({ text, number }: SheetCell, at: string, kind: SheetRow['kind']): string {
  if (number) return `<c r="${at}" s="${styleOf[number.pattern]}"><v>${number.value}</v></c>`;
  // Quoted: the cell stays text when somebody edits it or saves it as CSV. Its value is not changed.
  const style = looksLikeFormula(text) ? styleOf.QUOTED : styleOf[kind];
  return `<c r="${at}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

/** A, B, … Z, AA, AB, … */
const columnName = (index: number): string =>
  (index < 26 ? '' : columnName(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26));

/** Names as a workbook allows them: up to 31 characters, some of them forbidden, each name once. */
function sheetNames(titles: readonly string[]): string[] {
  const names: string[] = [];
  for (const title of titles) {
    const base =
      title
        .replace(/[[\]:*?/\\']/g, ' ')
        .slice(0, 27)
        .trim() || '表';
    let name = base;
    for (let n = 2; names.some((other) => other.toLowerCase() === name.toLowerCase()); n += 1) name = `${base} ${n}`;
    names.push(name);
  }
  return names;
}

const workbook = (names: readonly string[]): string =>
  `${XML_DECLARATION}<workbook xmlns="${SPREADSHEET}" xmlns:r="${RELATIONSHIPS}"><sheets>${names
    .map((name, i) => `<sheet name="${escaped(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
    .join('')}</sheets></workbook>`;

const relationships = (targets: readonly (readonly [type: string, target: string])[]): string =>
  `${XML_DECLARATION}<Relationships xmlns="${PACKAGE}/relationships">${targets
    .map(([type, target], i) => `<Relationship Id="rId${i + 1}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`)
    .join('')}</Relationships>`;

function contentTypes(sheets: number): string {
  const part = (name: string, type: string) =>
    `<Override PartName="/xl/${name}.xml" ContentType="${CONTENT_TYPE}.${type}+xml"/>`;
  return [
    `${XML_DECLARATION}<Types xmlns="${PACKAGE}/content-types">`,
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    part('workbook', 'sheet.main'),
    part('styles', 'styles'),
    ...Array.from({ length: sheets }, (_, i) => part(`worksheets/sheet${i + 1}`, 'worksheet')),
    '</Types>',
  ].join('');
}
