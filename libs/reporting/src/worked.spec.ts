import { closingInstantOf } from '@lianjian/kernel/calendar';
import { monthOf } from '@lianjian/kernel/period';
import { publishedBesideLive } from './compare.js';
import type { ActivityFact, BaselineFact, UnitFact } from './facts.js';
import type { ReportRequest } from './frame.js';
import { changesByMonth } from './lateness.js';
import { buildActivityReport } from './r01-activity.js';
import { buildParticipationReport } from './r02-participation.js';
import { buildFrequencyReport } from './r03-frequency.js';
import { type Cell, cellOf, type Report, toContent } from './report.js';
import { activity, asking, council, GULOU, host, memberSince, QINHUAI, unit, XUANWU } from './testing.js';

const units: UnitFact[] = [
  unit('U1', XUANWU),
  unit('U2', QINHUAI),
  unit('U3', GULOU),
  unit('U4', GULOU, { unitKind: 'PUBLIC' }),
  unit('U5', QINHUAI, {
    districts: [
      { code: QINHUAI, from: '2019-01-01', eventIds: ['U5-registered'] },
      { code: XUANWU, from: '2026-03-16', eventIds: ['U5-transferred'] },
    ],
  }),
  unit('U6', QINHUAI, memberSince('2026-03-20')),
];

const A1 = activity(
  'A1',
  '2026-03-05',
  [host('U3', GULOU)],
  [
    ['U1', XUANWU, 10],
    ['U2', QINHUAI, 8],
    ['U3', GULOU, 20],
    ['U5', QINHUAI, 4],
  ],
  { title: '初心论坛', kind: 'FORUM' },
);
const A2 = activity(
  'A2',
  '2026-03-18',
  [host('U2', QINHUAI), host('U1', XUANWU)],
  [
    ['U1', XUANWU, 6],
    ['U2', QINHUAI, 12],
    ['U5', XUANWU, 5],
  ],
  { title: '政治生日', kind: 'POLITICAL_BIRTHDAY' },
);
const A3 = activity(
  'A3',
  '2026-03-28',
  [host('U1', XUANWU)],
  [
    ['U1', XUANWU, 30],
    ['U3', GULOU, 9],
    ['U4', GULOU, 7],
  ],
  { title: '雨花精神报告会', kind: 'REPORT_MEETING', recordedAt: '2026-04-20T02:00:00.000Z' },
);
const A4 = activity('A4', '2026-03-31T16:30:00.000Z', [host('U2', QINHUAI)], [['U2', QINHUAI, 5]], {
  title: '夜间驿站服务',
});
// A5 was cancelled, so it is not among the facts.
const everything = [A1, A2, A3, A4];

const knownAt = (instant: string) => everything.filter(({ recordedAt }) => recordedAt <= instant);
const inMonth = (activities: readonly ActivityFact[], month: string) =>
  activities.filter(({ startOn }) => monthOf(startOn) === month);

const marchClose = closingInstantOf('2026-03');
const NOW = '2026-05-15T00:00:00.000Z';

const march = (asOf: string, rest: Partial<ReportRequest> = {}): Report =>
  buildActivityReport(
    { council, units, activities: inMonth(knownAt(asOf), '2026-03') },
    asking('2026-03', { asOf, ...rest }),
  );
const live = march(NOW);
const v1 = march(marchClose);

const cell = (report: Report, key: string): Cell => {
  const found = cellOf(report, key);
  if (!found) throw new Error(`No cell ${key}`);
  return found;
};
const texts = (report: Report, ...keys: string[]) => keys.map((key) => cell(report, key).text);

const baseline: BaselineFact = {
  period: '2019H1',
  origin: 'DECLARED',
  value: { numerator: 1578, denominator: 1000 },
  qualifier: 'ABOUT',
  source: '示例材料',
  eventIds: ['baseline-set'],
};
const frequencyFacts = { council, units, activities: inMonth(everything, '2026-03'), baseline, baselineActivities: [] };

describe('The worked month of March 2026', () => {
  it('closed on 8 April, the fifth working day, before A3 was recorded', () => {
    expect(marchClose).toBe('2026-04-08T16:00:00.000Z');
  });

  it('M1 is 3 live and 2 as published', () => {
    expect(texts(live, 'M1')).toEqual(['3']);
    expect(texts(v1, 'M1')).toEqual(['2']);
  });

  it('the April report shows A3 as 补报 and does not count it', () => {
    const april = buildActivityReport(
      {
        council,
        units,
        activities: inMonth(everything, '2026-04'),
        earlierMonths: {
          from: marchClose,
          to: closingInstantOf('2026-04'),
          before: [],
          after: [A3],
          changedBy: new Map([['A3', ['A3-held']]]),
        },
      },
      asking('2026-04', { asOf: closingInstantOf('2026-04') }),
    );
    expect(texts(april, 'LATE/M1/2026-03', 'LATE/M3/2026-03', 'CORRECTED/M1/2026-03')).toEqual(['1', '46', '0']);
    expect(cell(april, 'LATE/M1/total').eventIds).toEqual(['A3-held']);
    expect(texts(april, 'M1', 'M3')).toEqual(['1', '5']);
  });

  it('published + 补报 + 更正 = live', () => {
    const changes = changesByMonth({ before: [], after: [A3], changedBy: new Map() }, council.councilId);
    const { rows } = publishedBesideLive(toContent(v1), toContent(live), changes[0]);
    expect(rows.map(({ cells }) => ['published', 'late', 'corrected', 'live'].map((key) => cells[key]?.text))).toEqual([
      ['2', '1', '0', '3'],
      ['65', '46', '0', '111'],
    ]);
  });

  it.each([
    ['LEAD', ['1', '1', '1']],
    ['INVOLVED', ['2', '1', '1']],
    ['SHARED', ['1.50', '0.50', '1.00']],
  ] as const)('M2 under %s is %j for 玄武, 秦淮, 鼓楼', (lens, expected) => {
    const keys = [XUANWU, QINHUAI, GULOU].map((code) => `M2/${lens}/${code}`);
    expect(texts(march(NOW, { lens }), ...keys)).toEqual(expected);
  });

  it('M2 says so where the districts add up to more than the total', () => {
    const notes = (lens: 'LEAD' | 'INVOLVED') =>
      march(NOW, { lens }).tables.find(({ id }) => id === 'byDistrict')?.notes;
    expect(notes('INVOLVED')).toEqual(['各区之和大于合计，因联合主办活动分别计入。']);
    expect(notes('LEAD')).toEqual([]);
  });

  it('M3 is 42 + 23 + 46 = 111', () => expect(texts(live, 'M3')).toEqual(['111']));

  it('M4 is 51 / 24 / 36, with U5 in 秦淮 for A1 and in 玄武 for A2', () => {
    expect(texts(live, `M4/${XUANWU}`, `M4/${QINHUAI}`, `M4/${GULOU}`)).toEqual(['51', '24', '36']);
  });

  it('M5 is 5 units and M6 is 5/6 = 83.3%', () => {
    expect(texts(live, 'M5', 'M6')).toEqual(['5', '83.3%']);
    expect(cell(live, 'M6')).toMatchObject({ numerator: 5, denominator: 6 });
  });

  it('M7 is 3 and M8 is 3/3 = 100.0%', () => {
    expect(texts(live, 'M7', 'M8')).toEqual(['3', '100.0%']);
    expect(cell(live, 'M8')).toMatchObject({ numerator: 3, denominator: 3 });
  });

  it('M9 is 49/111 = 44.1%, strictly 38/111 = 34.2%', () => {
    expect(texts(live, 'M9', 'M9/strict')).toEqual(['44.1%', '34.2%']);
    expect(cell(live, 'M9')).toMatchObject({ numerator: 49, denominator: 111 });
    expect(cell(live, 'M9/strict')).toMatchObject({ numerator: 38, denominator: 111 });
  });

  it('M37 is 1/3: A3 was entered 23 days after it was held', () => {
    expect(cell(live, 'M37')).toMatchObject({ numerator: 1, denominator: 3, text: '33.3%' });
  });

  it('enterprises have 4 + 12/31 = 4.387 unit-months, M10 is 9 / 4.387 = 2.05, M11 is +30.0%', () => {
    const report = buildParticipationReport(frequencyFacts, asking('2026-03'));
    expect(texts(report, 'UM', 'M10', 'M11')).toEqual(['4.387', '2.05', '+30.0%']);
    expect(cell(report, 'UM').numerator).toBe('136/31');
    expect(cell(report, 'M10')).toMatchObject({ numerator: 9, denominator: '136/31' });
  });

  it('M10 of the same cohort (U1, U2, U3, U5) is 9/4 = 2.25', () => {
    const report = buildFrequencyReport(frequencyFacts, asking('2026-03'));
    expect(cell(report, 'M10/SAME/ENTERPRISE')).toMatchObject({ numerator: 9, denominator: 4, text: '2.25' });
    expect(texts(report, 'M10/ALL/ENTERPRISE', 'M11/ALL/ENTERPRISE')).toEqual(['2.05', '+30.0%']);
  });

  it('every figure opens to the events behind it', () => {
    expect(cell(live, 'M1').eventIds).toEqual(['A1-held', 'A2-held', 'A3-held']);
    expect(cell(live, `M4/${QINHUAI}`).eventIds).toEqual(['A1-U2', 'A1-U5', 'A2-U2']);
    expect(cell(live, `M2/INVOLVED/${GULOU}`).eventIds).toEqual(['A1-held']);
  });
});
