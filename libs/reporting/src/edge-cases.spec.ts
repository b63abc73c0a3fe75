import type { ActivityFact, ActivityReportFacts, FrequencyReportFacts, UnitFact } from './facts.js';
import type { ReportRequest } from './frame.js';
import { changesByMonth } from './lateness.js';
import { buildActivityReport } from './r01-activity.js';
import { buildParticipationReport } from './r02-participation.js';
import { cellOf, type Report } from './report.js';
import {
  activity,
  asking,
  council,
  GULOU,
  group,
  guests,
  host,
  memberSince,
  PUKOU,
  QINHUAI,
  unit,
  XUANWU,
} from './testing.js';

const U1 = unit('U1', XUANWU);
const U2 = unit('U2', QINHUAI);
const U3 = unit('U3', GULOU);

function report(
  activities: readonly ActivityFact[],
  rest: Partial<ReportRequest> = {},
  facts: Partial<ActivityReportFacts> = {},
): Report {
  return buildActivityReport({ council, units: [U1, U2, U3], activities, ...facts }, asking('2026-03', rest));
}

function participation(
  activities: readonly ActivityFact[],
  units: readonly UnitFact[],
  facts: Partial<FrequencyReportFacts> = {},
  rest: Partial<ReportRequest> = {},
): Report {
  return buildParticipationReport(
    { council, units, activities, baselineActivities: [], ...facts },
    asking('2026-03', rest),
  );
}

const texts = (from: Report, ...keys: string[]) => keys.map((key) => cellOf(from, key)?.text);
const byDistrict = (from: Report, measure: string, ...codes: string[]) =>
  texts(from, ...codes.map((code) => `${measure}/${code}`));
const noteOf = (from: Report, table: string) => from.tables.find(({ id }) => id === table)?.notes.join();

describe('Edge cases of counting', () => {
  it('E1: an activity of two host districts is 1 in total, 1+1 involved, 1+0 led, 0.5+0.5 shared', () => {
    const joint = activity('A', '2026-03-10', [host('U1', XUANWU), host('U2', QINHUAI)], [['U1', XUANWU, 3]]);
    expect(texts(report([joint]), 'M1')).toEqual(['1']);
    expect(byDistrict(report([joint], { lens: 'INVOLVED' }), 'M2/INVOLVED', XUANWU, QINHUAI)).toEqual(['1', '1']);
    expect(byDistrict(report([joint], { lens: 'LEAD' }), 'M2/LEAD', XUANWU, QINHUAI)).toEqual(['1', '0']);
    expect(byDistrict(report([joint], { lens: 'SHARED' }), 'M2/SHARED', XUANWU, QINHUAI)).toEqual(['0.50', '0.50']);
  });

  it('E1: two hosts of one district are that district once', () => {
    const joint = activity('A', '2026-03-10', [host('U1', XUANWU), host('U9', XUANWU)], [['U1', XUANWU, 3]]);
    expect(byDistrict(report([joint], { lens: 'SHARED' }), 'M2/SHARED', XUANWU, QINHUAI)).toEqual(['1.00', '0.00']);
  });

  describe('E3: a unit that moves from 秦淮 to 玄武 on 16 March', () => {
    const moving = unit('U5', QINHUAI, {
      districts: [
        { code: QINHUAI, from: '2019-01-01', eventIds: [] },
        { code: XUANWU, from: '2026-03-16', eventIds: [] },
      ],
    });
    const held = (id: string, on: string, district: string) =>
      activity(id, on, [host('U5', district)], [['U5', district, 10]]);
    const activities = [held('A', '2026-03-15', QINHUAI), held('B', '2026-03-16', XUANWU)];
    const units = [U1, U2, moving];

    it('counts in 秦淮 before that day and in 玄武 from it on', () => {
      const asWas = report(activities, {}, { units });
      expect(byDistrict(asWas, 'M2/INVOLVED', XUANWU, QINHUAI)).toEqual(['1', '1']);
      expect(byDistrict(asWas, 'M4', XUANWU, QINHUAI)).toEqual(['10', '10']);
    });

    it('counts in 玄武 all along when restated', () => {
      const restated = report(activities, { mode: 'RESTATED' }, { units });
      expect(byDistrict(restated, 'M2/INVOLVED', XUANWU, QINHUAI)).toEqual(['2', '0']);
      expect(byDistrict(restated, 'M4', XUANWU, QINHUAI)).toEqual(['20', '0']);
    });

    it('is not restated by a move that has not happened yet', () => {
      const restated = report(activities, { mode: 'RESTATED', asOf: '2026-03-15T12:00:00.000Z' }, { units });
      expect(byDistrict(restated, 'M4', XUANWU, QINHUAI)).toEqual(['0', '20']);
    });

    it('spends 15 days of the month in 秦淮 and 16 in 玄武', () => {
      const { rows = [] } = participation(activities, [moving]).tables.find(({ id }) => id === 'byDistrict') ?? {};
      expect(rows.map(({ key, cells }) => [key, cells.UM?.numerator])).toEqual([
        [XUANWU, '16/31'],
        [QINHUAI, '15/31'],
        [GULOU, 0],
      ]);
    });
  });

  it('E4: facts of 白下 stay there, and count in 秦淮 when restated', () => {
    const BAIXIA = '320103';
    const old = activity('A', '2012-06-01', [host('gone', BAIXIA)], [guests('g', 7, BAIXIA)]);
    const facts = { council: { ...council, from: '2011-01-01' }, units: [], activities: [old] };
    const asWas = buildActivityReport(facts, asking('2012-06'));
    const restated = buildActivityReport(facts, asking('2012-06', { mode: 'RESTATED' }));
    expect(byDistrict(asWas, 'M4', BAIXIA, QINHUAI)).toEqual(['7', '0']);
    expect(byDistrict(restated, 'M4', BAIXIA, QINHUAI)).toEqual([undefined, '7']);
    expect(byDistrict(restated, 'M2/INVOLVED', BAIXIA, QINHUAI)).toEqual([undefined, '1']);
  });

  it('E5: a unit admitted on 20 March has 12/31 unit-months', () => {
    const newcomer = unit('U6', QINHUAI, memberSince('2026-03-20'));
    expect(cellOf(participation([], [newcomer]), 'UM')?.numerator).toBe('12/31');
  });

  it('E6: a unit suspended on the day is a guest: in M3, not in M5, M6 or M10', () => {
    const suspended = unit('U2', QINHUAI, {
      memberships: [
        {
          from: '2019-01-01',
          suspended: [{ from: '2026-03-01', until: '2026-03-11', eventIds: [] }],
          eventIds: [],
        },
      ],
    });
    const held = activity(
      'A',
      '2026-03-10',
      [host('U1', XUANWU)],
      [['U1', XUANWU, 3], { ...group('U2', QINHUAI, 4), external: true }],
    );
    const units = [U1, suspended];
    expect(texts(report([held], {}, { units }), 'M3', 'M5', 'M6')).toEqual(['7', '1', '50.0%']);
    expect(cellOf(participation([held], units), 'M10')).toMatchObject({ numerator: 1, denominator: '52/31' });
    expect(noteOf(report([held], {}, { units }), 'totals')).toContain('外部单位和暂停成员参加1组');
  });

  it('E7: a guest counts in M3 and, where its district is known, in M9', () => {
    const held = activity(
      'A',
      '2026-03-10',
      [host('U1', XUANWU)],
      [['U1', XUANWU, 6], guests('known', 3, PUKOU), guests('unknown', 1)],
    );
    const from = report([held]);
    expect(texts(from, 'M3', 'M5', 'M9', 'M7')).toEqual(['10', '1', '30.0%', '1']);
    expect(byDistrict(from, 'M4', XUANWU, PUKOU, 'UNKNOWN')).toEqual(['6', '3', '1']);
    expect(noteOf(from, 'totals')).toContain('未记录所属区的1人次');
  });

  describe('after a month was closed', () => {
    const A = activity('A', '2026-02-10', [host('U1', XUANWU)], [['U1', XUANWU, 30]]);
    const B = activity('B', '2026-03-10', [host('U1', XUANWU)], [['U1', XUANWU, 20]]);
    const changedBy = new Map([
      ['A', ['A-changed']],
      ['B', ['B-changed']],
    ]);
    const changes = (before: readonly ActivityFact[], after: readonly ActivityFact[]) =>
      changesByMonth({ before, after, changedBy }, council.councilId);

    it('E8: an activity entered late is 补报 of its own month', () => {
      expect(changes([], [B])).toEqual([
        {
          month: '2026-03',
          late: { activities: 1, personTimes: 20, eventIds: ['B-changed'] },
          corrected: { activities: 0, personTimes: 0, eventIds: [] },
        },
      ]);
    });

    it('E8: a group entered late is 补报 in person-times only', () => {
      const joined = { ...B, participations: [...B.participations, group('U2', QINHUAI, 5)] };
      expect(changes([B], [joined])[0]?.late).toMatchObject({ activities: 0, personTimes: 5 });
    });

    it('E9: of two closed months each has its own row', () => {
      expect(changes([], [B, A]).map(({ month, late }) => [month, late.personTimes])).toEqual([
        ['2026-02', 30],
        ['2026-03', 20],
      ]);
    });

    it('E18: a void activity is 更正 −1, with the event that voided it', () => {
      expect(changes([B], [])[0]?.corrected).toEqual({ activities: -1, personTimes: -20, eventIds: ['B-changed'] });
    });

    it('E19: a headcount corrected down is 更正, not 补报', () => {
      const corrected = { ...B, participations: [group('U1', XUANWU, 12)] };
      expect(changes([B], [corrected])).toMatchObject([
        { late: { activities: 0, personTimes: 0 }, corrected: { activities: 0, personTimes: -8 } },
      ]);
    });

    it('a date corrected into another month vanishes from one and is late in the other', () => {
      const moved = { ...B, startOn: '2026-02-27', startAt: '2026-02-27T02:00:00.000Z' };
      expect(changes([B], [moved])).toMatchObject([
        { month: '2026-02', late: { activities: 1 }, corrected: { activities: 0 } },
        { month: '2026-03', late: { activities: 0 }, corrected: { activities: -1 } },
      ]);
    });

    it('what was only looked at again is no change', () =>
      expect(changes([B], [{ ...B, verified: true }])).toEqual([]));

    it('without a closed month before it, a report has no window', () => {
      expect(noteOf(report([B]), 'earlierMonths')).toContain('无补报窗口');
    });
  });

  it('E10: an activity across a month’s end belongs to the local day it started on', () => {
    const night = activity('A', '2026-03-31T16:30:00.000Z', [host('U1', XUANWU)], [['U1', XUANWU, 3]]);
    expect(night.startOn).toBe('2026-04-01');
  });

  it('E11: those who took part remotely are in M3, and apart', () => {
    const mixed = activity('A', '2026-03-10', [host('U1', XUANWU)], [{ ...group('U1', XUANWU, 4), remote: 9 }]);
    expect(texts(report([mixed]), 'M3', 'M3/onSite', 'M3/remote')).toEqual(['13', '4', '9']);
  });

  it('E12: unit-months end with the council', () => {
    const dissolved = { ...council, until: '2026-03-11' };
    expect(cellOf(participation([], [U1], { council: dissolved }), 'UM')?.numerator).toBe('10/31');
    expect(texts(participation([], [U1], { council: dissolved }), 'M6')).toEqual(['—']);
  });

  it('E20: an activity of another council is listed, never counted', () => {
    const held = activity('A', '2026-03-10', [host('U1', XUANWU)], [['U1', XUANWU, 3]]);
    const elsewhere = { ...held, activityId: 'B', councilId: 'another', title: '示例联合活动' };
    const from = report([held, elsewhere]);
    expect(texts(from, 'M1', 'M3')).toEqual(['1', '3']);
    expect(from.tables.find(({ id }) => id === 'references')?.rows.map(({ label }) => label)).toEqual(['示例联合活动']);
  });

  it('E21: where nothing is below the line, a rate reads — and is neither 0% nor 100%', () => {
    expect(texts(report([], {}, { units: [] }), 'M1', 'M3', 'M6', 'M8', 'M9', 'M9/strict', 'M37', 'VERIFIED')).toEqual([
      '0',
      '0',
      '—',
      '—',
      '—',
      '—',
      '—',
      '—',
    ]);
    expect(texts(participation([], []), 'UM', 'M10', 'M31')).toEqual(['0.000', '—', '0']);
  });

  it('E22: M11 reads — without a baseline and with one of zero, and says which', () => {
    const zero = {
      period: '2019H1',
      origin: 'DECLARED',
      value: { numerator: 0, denominator: 1 },
      qualifier: 'EXACT',
      eventIds: [],
    } as const;
    const missing = participation([], [U1]);
    const ofZero = participation([], [U1], { baseline: zero });
    expect(texts(missing, 'M11')).toEqual(['—']);
    expect(noteOf(missing, 'totals')).toBe('基期未设定，不可比。');
    expect(texts(ofZero, 'M11')).toEqual(['—']);
    expect(noteOf(ofZero, 'totals')).toBe('基期为零，不可比。');
  });

  it('E24: two Party organizations under one credit code are two units', () => {
    const held = activity(
      'A',
      '2026-03-10',
      [host('U1', XUANWU)],
      [
        ['U1', XUANWU, 3],
        ['U1b', XUANWU, 4],
      ],
    );
    expect(texts(report([held], {}, { units: [U1, unit('U1b', XUANWU)] }), 'M3', 'M5', 'M6')).toEqual([
      '7',
      '2',
      '100.0%',
    ]);
  });

  describe('E25: a unit merged into another in June', () => {
    const merged = unit('U1', XUANWU, {
      active: [{ from: '2019-01-01', until: '2026-06-10', eventIds: [] }],
      end: { on: '2026-06-10', kind: 'MERGED', into: 'U2', eventIds: ['U1-merged'] },
    });
    const held = activity(
      'A',
      '2026-03-10',
      [host('U1', XUANWU)],
      [
        ['U1', XUANWU, 3],
        ['U2', QINHUAI, 4],
      ],
    );
    const units = [merged, U2];

    it('keeps its own history', () => {
      expect(texts(report([held], {}, { units }), 'M5')).toEqual(['2']);
      expect(cellOf(participation([held], units), 'M10')).toMatchObject({ numerator: 2, denominator: 2 });
    });

    it('is still itself before the merger', () => {
      const rest = { mode: 'RESTATED', asOf: '2026-06-09T12:00:00.000Z' } as const;
      expect(texts(report([held], rest, { units }), 'M5')).toEqual(['2']);
    });

    it('is its survivor when restated, which joined once and was a member once', () => {
      const rest = { mode: 'RESTATED' } as const;
      expect(texts(report([held], rest, { units }), 'M5', `M4/${QINHUAI}`, `M4/${XUANWU}`)).toEqual(['1', '7', '0']);
      expect(cellOf(participation([held], units, {}, rest), 'M10')).toMatchObject({ numerator: 1, denominator: 1 });
    });
  });

  it('E26: who comes with two units counts twice, and the report says so', () => {
    expect(noteOf(report([]), 'totals')).toContain('同一人随两个单位参加的计两次');
  });
});
