import { contentHash } from '@lianjian/kernel/canonical-json';
import { countCell, type Report, sealed, toContent } from '@lianjian/reporting/report';
import { type Cell, changedCells, type ReportContent, reportContent } from './content.js';
import { content } from './examples.js';

const table = (id: string, ...cells: Cell[]): ReportContent['tables'][number] => ({
  id,
  title: id,
  columns: [],
  rows: [{ key: id, label: id, cells: Object.fromEntries(cells.map((cell) => [cell.key, cell])) }],
  notes: [],
});
const rate = (numerator: number, denominator: number, text: string): Cell => ({
  key: 'M6',
  format: 'PERCENT',
  numerator,
  denominator,
  text,
});
const report = (...tables: ReportContent['tables'][number][]): ReportContent => ({ header: {}, tables });

describe('The figures that changed between two versions', () => {
  it('are none in equal reports, whatever the header says', () =>
    expect(changedCells(content(2, 65), content(2, 65, '2026-05-01T00:00:00.000Z'))).toEqual([]));
  it.each([
    ['numerator', rate(1002, 10_000, '10.0%')],
    ['denominator', rate(1001, 10_001, '10.0%')],
    ['text', rate(1001, 10_000, '<3')],
  ])('RPT-d: show a new %s even where nothing else is new', (_, changed) => {
    const before = rate(1001, 10_000, '10.0%');
    expect(changedCells(report(table('a', before)), report(table('a', changed)))).toEqual([
      { key: 'M6', old: before, new: changed },
    ]);
  });
  it('RPT-d: show what is new and what is gone', () => {
    const [a, b] = [rate(1, 2, '50.0%'), { ...rate(1, 3, '33.3%'), key: 'M8' }];
    expect(changedCells(report(table('a', a)), report(table('a', b)))).toEqual([
      { key: 'M6', old: a, new: null },
      { key: 'M8', old: null, new: b },
    ]);
  });
  it('list a figure once, however many tables it stands in', () => {
    const [a, b] = [rate(1, 2, '50.0%'), rate(1, 3, '33.3%')];
    expect(changedCells(report(table('a', a), table('b', a)), report(table('a', b), table('b', b)))).toHaveLength(1);
  });
  it('do not depend on where they stand', () => {
    const [a, b] = [rate(1, 2, '50.0%'), { ...rate(1, 3, '33.3%'), key: 'M8' }];
    expect(changedCells(report(table('a', a), table('b', b)), report(table('c', b, a)))).toEqual([]);
  });
});

describe('The content that is published', () => {
  const made: Report = sealed(
    {
      reportCode: 'R-01',
      title: '跨区活动月报',
      councilId: 'c1',
      councilName: '示例联席会',
      period: '2026-03',
      lens: 'INVOLVED',
      mode: 'AS_WAS',
      asOf: '2026-04-08T10:00:00.000Z',
      measureVersion: '1',
      generatedFor: 'COORD',
      outward: false,
    },
    [
      {
        id: 'totals',
        title: '总体情况',
        columns: [{ key: 'value', title: '数值' }],
        rows: [{ key: 'M1', label: '活动数', cells: { value: countCell('M1', 2, ['e1']) } }],
        notes: [],
      },
    ],
  );
  const said: ReportContent = toContent(made);

  it('is what reports are made of, to the letter', () => expect(reportContent.parse(said)).toEqual(said));
  it('has the hash that the report shows', () => expect(contentHash(said)).toBe(made.header.contentHash));
});
