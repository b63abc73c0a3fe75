import type { Readable } from 'node:stream';
import type { Report } from '@lianjian/reporting/report';
import { formatOf, reportFile } from './report-file.js';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('The format of a report', () => {
  it.each([
    [undefined, undefined, 'json'],
    [undefined, '*/*', 'json'],
    [undefined, 'text/csv', 'csv'],
    [undefined, `${XLSX};q=0.9`, 'xlsx'],
    [undefined, 'text/html, text/csv', 'csv'],
    [undefined, 'application/json, text/csv', 'json'],
    [undefined, 'text/html', 'json'],
    ['xlsx', 'text/csv', 'xlsx'],
    ['json', 'text/csv', 'json'],
  ] as const)('asked %s, accepting %s, is %s', (asked, accept, expected) => {
    expect(formatOf(asked, accept)).toBe(expected);
  });
});

describe('A report as a file', () => {
  /** A report of many rows that says how many of them were looked at. */
  function long(rows: number, councilName = '示例联席会'): Readonly<{ report: Report; looked: () => number }> {
    let looked = 0;
    const row = (nr: number) => ({
      key: String(nr),
      get label() {
        looked += 1;
        return `第${nr}个示例单位的名称`;
      },
      cells: {},
    });
    const header: Report['header'] = {
      ...{ reportCode: 'R-12', title: '基本情况', councilId: 'c', councilName, period: '2026-03', version: null },
      ...{ lens: 'INVOLVED', mode: 'AS_WAS', asOf: '2026-04-08T10:00:00.000Z', measureVersion: '2026.1' },
      ...{ generatedFor: 'COORD', outward: false, contentHash: 'sha256:' },
    };
    const table = { id: 'members', title: '成员', columns: [], notes: [] };
    const report = { header, tables: [{ ...table, rows: Array.from({ length: rows }, (_, nr) => row(nr)) }] };
    return { report, looked: () => looked };
  }

  it.each(['csv', 'xlsx'] as const)('%s is written as fast as it is read, however long it is', async (format) => {
    const { report, looked } = long(60_000);
    const stream: Readable = reportFile(report, format).getStream();
    stream.once('readable', () => {});
    while (looked() === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    // As much time to run ahead as it may want.
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(looked()).toBeLessThan(30_000);
    let bytes = 0;
    for await (const piece of stream) bytes += (piece as Buffer).length;
    expect(looked()).toBe(60_000);
    expect(bytes).toBeGreaterThan(format === 'csv' ? 1_000_000 : 100_000);
  });

  it('has a name that every system can write', () => {
    const { disposition } = reportFile(long(1, '示例"旧/新"联席会').report, 'csv').getHeaders();
    const name = encodeURIComponent('基本情况_示例 旧 新 联席会_2026-03_实时.csv');
    expect(disposition).toBe(`attachment; filename="R-12_2026-03.csv"; filename*=UTF-8''${name}`);
  });
});
