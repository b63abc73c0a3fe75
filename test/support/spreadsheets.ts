import { inflateRawSync } from 'node:zlib';

/** The rows of RFC 4180 text with a byte order mark, read back. */
export function csvRows(text: string): string[][] {
  if (!text.startsWith('\uFEFF')) throw new Error('Without a byte order mark Excel breaks Chinese');
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** The rows of every sheet of a workbook, by its name: text as text, numbers as numbers. */
export function xlsxSheets(workbook: Buffer): ReadonlyMap<string, readonly (readonly (string | number)[])[]> {
  const parts = unzipped(workbook);
  const names = [...(parts.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(([, name]) => name);
  return new Map(
    names.map((name, index) => [
      unescaped(name ?? ''),
      sheetRows(parts.get(`xl/worksheets/sheet${index + 1}.xml`) ?? ''),
    ]),
  );
}

const sheetRows = (xml: string): (string | number)[][] =>
  [...xml.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, cells = '']) =>
    [...cells.matchAll(/<c [^>]*>(?:<v>([^<]*)<\/v>|<is><t[^>]*>([^<]*)<\/t><\/is>)<\/c>/gs)].map(([, number, text]) =>
      number === undefined ? unescaped(text ?? '') : Number(number),
    ),
  );

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
const unescaped = (text: string): string => text.replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole);

/** The files of an archive, by its central directory. */
function unzipped(archive: Buffer): ReadonlyMap<string, string> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const packed = archive.readUInt32LE(at + 20);
    const nameLength = archive.readUInt16LE(at + 28);
    const local = archive.readUInt32LE(at + 42);
    const start = local + 30 + archive.readUInt16LE(local + 26);
    files.set(
      archive.toString('utf8', at + 46, at + 46 + nameLength),
      inflateRawSync(archive.subarray(start, start + packed)).toString('utf8'),
    );
    at += 46 + nameLength;
  }
  return files;
}
