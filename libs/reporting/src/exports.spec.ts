import { crc32, inflateRawSync } from 'node:zlib';
import { csv } from './csv.js';
import { looksLikeFormula } from './formula-injection.js';
import { buildActivityReport } from './r01-activity.js';
import { type Sheet, type SheetRow, sheetsOf, words } from './sheets.js';
import { activity, asking, council, host, QINHUAI, unit, XUANWU } from './testing.js';
import { xlsx } from './xlsx.js';
import { zip } from './zip.js';

const body = (...texts: string[]): SheetRow => ({ kind: 'BODY', cells: words(...texts) });
const sheet = (name: string, ...rows: SheetRow[]): Sheet => ({ name, rows });

const report = buildActivityReport(
  {
    council,
    units: [unit('U1', XUANWU), unit('U2', QINHUAI)],
    activities: [
      activity(
        'A',
        '2026-03-10',
        [host('U1', XUANWU), host('U2', QINHUAI)],
        [
          ['U1', XUANWU, 10],
          ['U2', QINHUAI, 20],
        ],
        { place: '=HYPERLINK("x")' },
      ),
    ],
  },
  asking('2026-03', { lens: 'SHARED' }),
);

/** What a spreadsheet would run, and what only looks odd. */
const DANGEROUS = ['=1+1', '+1+1', '-2+3', '@SUM(1)', '\tx', '\rx', '\0x', '＝1', '＋1', '－1', '＠x', "=cmd|'/c'!A1"];
const HARMLESS = ['', '甲', '3', '-2', '+30.0%', '1-2', 'a=b', '—', "'x", '<3'];

describe('Text that a spreadsheet could run', () => {
  it.each(DANGEROUS)('%j is seen', (text) => expect(looksLikeFormula(text)).toBe(true));
  it.each(HARMLESS)('%j is left alone', (text) => expect(looksLikeFormula(text)).toBe(false));
});

describe('A CSV export', () => {
  const textOf = async (...sheets: Sheet[]) => (await allOf(csv(sheets))).join('');

  it('begins with a byte order mark and ends lines as RFC 4180 does', async () => {
    expect(await textOf(sheet('a', body('项目', '数值'), body('活动数', '3')))).toBe('\uFEFF项目,数值\r\n活动数,3\r\n');
  });

  it('brings every field back as it was', async () => {
    const odd = ['a,b', 'say "x"', 'two\nlines', 'two\r\nlines', ' space ', '', ...HARMLESS];
    expect(parsed(await textOf(sheet('a', body(...odd))))).toEqual([odd]);
  });

  it('marks what a spreadsheet would run as text', async () => {
    expect(parsed(await textOf(sheet('a', body(...DANGEROUS))))).toEqual([DANGEROUS.map((text) => `'${text}`)]);
  });

  it('says first what it is', async () => {
    const rows = parsed(await textOf(...sheetsOf(report)));
    expect(rows.slice(0, 10)).toEqual([
      ['跨区活动月报'],
      ['报表编号', 'R-01'],
      ['联席会', '示例商圈党建联席会'],
      ['版本', '实时数据（未发布）'],
      ['期间', '2026-03'],
      ['分区口径', '分摊'],
      ['历史口径', '当期口径'],
      ['数据截至', '2026-12-31T00:00:00.000Z'],
      ['计算规则版本', '2026.1'],
      ['内容摘要', report.header.contentHash],
    ]);
  });

  it('puts numerator and denominator beside a rate', async () => {
    const rows = parsed(await textOf(...sheetsOf(report)));
    expect(rows).toContainEqual(['跨区参与占比', '66.7%', '20 / 30']);
    expect(rows).toContainEqual(['玄武区', '0.50', '10']);
    expect(rows).toContainEqual(['\'=HYPERLINK("x")', '1', '30']);
  });

  it('holds one piece at a time, however long it gets', async () => {
    let made = 0;
    function* rows() {
      for (; made < 100_000; made += 1) yield body(`第${made}行`, 'x'.repeat(50));
    }
    const pieces = csv([{ name: 'a', rows: rows() }]);
    const { value } = await pieces.next();
    expect(value?.length).toBeLessThan(20_000);
    expect(made).toBeLessThan(1_000);
    await pieces.return(undefined);
  });
});

describe('An XLSX export', () => {
  const filesOf = async (...sheets: Sheet[]) => unzipped(Buffer.concat(await allOf(xlsx(sheets))));

  it('is a package of workbook, styles and a part a sheet, each declared', async () => {
    const files = await filesOf(sheet('一', body('a')), sheet('二', body('b')));
    expect([...files.keys()]).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/workbook.xml',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/worksheets/sheet1.xml',
      'xl/worksheets/sheet2.xml',
    ]);
    for (const part of [...files.keys()].filter((name) => name.startsWith('xl/') && !name.includes('_rels'))) {
      expect(files.get('[Content_Types].xml')).toContain(`PartName="/${part}"`);
    }
    expect(files.get('xl/workbook.xml')).toContain('<sheet name="二" sheetId="2" r:id="rId2"/>');
    expect(files.get('xl/_rels/workbook.xml.rels')).toContain('Id="rId2"');
  });

  it('keeps text as it was, and what a spreadsheet would run as quoted text', async () => {
    const files = await filesOf(sheet('a', body('<a & "b">', '=1+1', ' x\ny ')));
    const xml = files.get('xl/worksheets/sheet1.xml') ?? '';
    expect(xml).toContain(
      '<c r="A1" s="0" t="inlineStr"><is><t xml:space="preserve">&lt;a &amp; &quot;b&quot;&gt;</t></is></c>',
    );
    expect(xml).toContain('<c r="B1" s="3" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
    expect(xml).toContain('<t xml:space="preserve"> x\ny </t>');
    expect(xml).not.toContain('<f>');
    const quoted = [...(files.get('xl/styles.xml') ?? '').matchAll(/<xf [^>]*>/g)].map(([xf]) =>
      xf.includes('quotePrefix'),
    );
    // The first <xf> is the style that all others rest on; a cell's style 3 is the fourth after it.
    expect(quoted.indexOf(true)).toBe(4);
  });

  it('has no place for characters that XML forbids', async () => {
    const files = await filesOf(sheet('a', body('a\0b\u0008c\uD800d\uFFFEe')));
    expect(files.get('xl/worksheets/sheet1.xml')).toContain('>a\uFFFDb\uFFFDc\uFFFDd\uFFFDe<');
  });

  it('writes figures as numbers that show as the report does', async () => {
    const files = await filesOf(...sheetsOf(report));
    const all = [...files.values()].join('');
    const styleOf = (pattern: string) => {
      const styles = files.get('xl/styles.xml') ?? '';
      const id = new RegExp(`numFmtId="(\\d+)" formatCode="${pattern.replace('+', '\\+')}"`).exec(styles)?.[1];
      const cells = styles.slice(styles.indexOf('<cellXfs'));
      return [...cells.matchAll(/<xf numFmtId="(\d+)"/g)].findIndex(([, own]) => own === id);
    };
    expect(all).toMatch(new RegExp(`s="${styleOf('0.0%')}"><v>0.667</v>`));
    expect(all).toMatch(new RegExp(`s="${styleOf('0.00')}"><v>0.5</v>`));
    expect(all).toMatch(new RegExp(`s="${styleOf('0')}"><v>30</v>`));
  });

  it('names sheets as a workbook allows', async () => {
    const long = '按活动类别/按牵头单位类别[2026]:这个标题实在是太长了一张表的名字放不下';
    const files = await filesOf(sheet(long, body('a')), sheet(long, body('b')), sheet("'", body('c')));
    const names = [...(files.get('xl/workbook.xml') ?? '').matchAll(/<sheet name="([^"]*)"/g)].map(
      ([, name]) => name ?? '',
    );
    expect(new Set(names).size).toBe(3);
    for (const name of names) expect(name).toMatch(/^[^[\]:*?/\\']{1,31}$/);
  });

  it('counts columns past Z', async () => {
    const files = await filesOf(sheet('a', body(...Array.from({ length: 703 }, () => 'x'))));
    const columns = [...(files.get('xl/worksheets/sheet1.xml') ?? '').matchAll(/r="([A-Z]+)1"/g)].map(
      ([, name]) => name,
    );
    expect([columns[25], columns[26], columns[701], columns[702]]).toEqual(['Z', 'AA', 'ZZ', 'AAA']);
  });

  it('takes rows as they come', async () => {
    let made = 0;
    let closed = false;
    async function* rows() {
      try {
        for (; made < 200_000; made += 1) yield body(`第${made}行`, String(Math.sin(made)), 'x'.repeat(40));
      } finally {
        closed = true;
      }
    }
    const pieces = xlsx([{ name: 'a', rows: rows() }]);
    let bytes = 0;
    while (bytes < 100_000) bytes += (await pieces.next()).value?.length ?? 0;
    expect(made).toBeLessThan(50_000);
    await pieces.return(undefined);
    for (let i = 0; i < 100 && !closed; i += 1) await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(true);
    expect(made).toBeLessThan(50_000);
  });

  it('fails where its rows do', async () => {
    async function* rows() {
      yield body('a');
      throw new Error('the database went away');
    }
    await expect(allOf(xlsx([{ name: 'a', rows: rows() }]))).rejects.toThrow('the database went away');
  });
});

describe('A ZIP archive', () => {
  it('holds what was put in, under names in any script', async () => {
    const long = '长'.repeat(200_000);
    const entries = [
      { name: '目录/甲.txt', content: ['一', '二'] },
      { name: 'empty', content: [] },
      { name: 'long', content: [long] },
    ];
    const archive = Buffer.concat(await allOf(zip(entries)));
    expect(archive.length).toBeLessThan(long.length / 10);
    const files = unzipped(archive);
    expect([...files]).toEqual([
      ['目录/甲.txt', '一二'],
      ['empty', ''],
      ['long', long],
    ]);
  });

  it('is the same bytes for the same content', async () => {
    const once = async () => Buffer.concat(await allOf(zip([{ name: 'a', content: ['b'] }])));
    expect((await once()).equals(await once())).toBe(true);
  });
});

async function allOf<T>(pieces: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const piece of pieces) all.push(piece);
  return all;
}

/** RFC 4180, read back. */
function parsed(text: string): string[][] {
  const rows = [];
  let row: string[] = [];
  for (const [, quoted, plain = '', end] of text.slice(1).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ',') continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

/** Reads an archive from its central directory, and checks every sum and size on the way. */
function unzipped(archive: Buffer): Map<string, string> {
  const end = archive.length - 22;
  expect(archive.readUInt32LE(end)).toBe(0x06054b50);
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  expect(at + archive.readUInt32LE(end + 12)).toBe(end);
  for (let i = archive.readUInt16LE(end + 10); i > 0; i -= 1) {
    expect(archive.readUInt32LE(at)).toBe(0x02014b50);
    const [sum, packed, unpacked] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const nameLength = archive.readUInt16LE(at + 28);
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
    const local = archive.readUInt32LE(at + 42);
    expect(archive.readUInt32LE(local)).toBe(0x04034b50);
    expect(archive.toString('utf8', local + 30, local + 30 + archive.readUInt16LE(local + 26))).toBe(name);
    const start = local + 30 + nameLength;
    const content = inflateRawSync(archive.subarray(start, start + packed));
    expect([crc32(content), content.length]).toEqual([sum, unpacked]);
    const descriptor = [0, 4, 8, 12].map((offset) => archive.readUInt32LE(start + packed + offset));
    expect(descriptor).toEqual([0x08074b50, sum, packed, unpacked]);
    files.set(name, content.toString('utf8'));
    at += 46 + nameLength;
  }
  return files;
}
