import type { ActivityFact, ActivityReportFacts, FrequencyReportFacts, UnitFact } from './facts.js';
import type { ReportRequest } from './frame.js';
import { buildActivityReport } from './r01-activity.js';
import { buildParticipationReport } from './r02-participation.js';
import { buildFrequencyReport } from './r03-frequency.js';
import { cellOf, type Report } from './report.js';
import { activity, asking, council, GULOU, host, memberSince, QINHUAI, unit, XUANWU } from './testing.js';

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

describe('The conventions of counting', () => {
  it('C13: a unit whose last day as a member was the day before is not among those of the last day', () => {
    const leavingOn = (until: string) =>
      unit('U1', XUANWU, { memberships: [{ from: '2019-01-01', until, suspended: [], eventIds: [] }] });
    expect(cellOf(participation([], [leavingOn('2026-03-31')]), 'M6')?.denominator).toBe(0);
    expect(cellOf(participation([], [leavingOn('2026-04-01')]), 'M6')?.denominator).toBe(1);
  });

  it('a group corrected down to nobody joined nothing', () => {
    const held = activity('A', '2026-03-10', [host('U1', XUANWU)], [['U1', XUANWU, 0]]);
    expect(texts(report([held]), 'M1', 'M3', 'M5', 'M7')).toEqual(['1', '0', '0', '0']);
    expect(cellOf(participation([held], [U1]), 'M10')?.numerator).toBe(0);
  });

  it('events stand in the order of the activities, whatever the order of rows', () => {
    const held = (id: string, on: string) => activity(id, on, [host('U1', XUANWU)], [['U1', XUANWU, 3]]);
    const rows = [held('B', '2026-03-10'), held('C', '2026-03-01'), held('A', '2026-03-10')];
    expect(cellOf(report(rows), 'M1')?.eventIds).toEqual(['C-held', 'A-held', 'B-held']);
  });

  it('C11: to the outside, headcounts of 1 and 2 read <3 and carry no number', () => {
    const held = activity(
      'A',
      '2026-03-10',
      [host('U1', XUANWU)],
      [
        ['U1', XUANWU, 9],
        ['U2', QINHUAI, 2],
      ],
    );
    const outward = report([held], { outward: true });
    expect(cellOf(outward, `M4/${QINHUAI}`)).toEqual({
      key: `M4/${QINHUAI}`,
      format: 'HEADCOUNT',
      measure: 'M4',
      text: '<3',
      eventIds: ['A-U2'],
    });
    expect(texts(outward, 'M9', 'M1', 'M3')).toEqual(['<3', '1', '11']);
  });

  it('C12: rows are in code order, whatever the figures', () => {
    const held = activity('A', '2026-03-10', [host('U3', GULOU)], [['U3', GULOU, 99]]);
    const { rows = [] } = report([held]).tables.find(({ id }) => id === 'byDistrict') ?? {};
    expect(rows.map(({ key }) => key)).toEqual([XUANWU, QINHUAI, GULOU, 'total']);
  });

  it('C13: while a month runs, only the days up to asOf count', () => {
    const running = participation([], [U1], {}, { asOf: '2026-03-10T04:00:00.000Z' });
    expect(cellOf(running, 'UM')?.numerator).toBe('10/31');
  });

  it('C14: the share verified stands below the counts', () => {
    const held = activity('A', '2026-03-10', [host('U1', XUANWU)], [['U1', XUANWU, 3]]);
    expect(texts(report([held, { ...held, activityId: 'B', verified: true }]), 'M1', 'VERIFIED')).toEqual([
      '2',
      '50.0%',
    ]);
  });

  it('M31: silent units are listed for the coordinator alone, as units to contact', () => {
    const held = activity('A', '2026-03-10', [host('U1', XUANWU)], [['U1', XUANWU, 3]]);
    const signing = unit('U2', QINHUAI, { engagements: [{ on: '2026-03-31', eventIds: [] }] });
    const signedLater = unit('U3', GULOU, { engagements: [{ on: '2026-04-01', eventIds: [] }] });
    const units = [U1, signing, signedLater];
    const forCoordinator = participation([held], units);
    const list = forCoordinator.tables.find(({ id }) => id === 'silentUnits');
    expect(texts(forCoordinator, 'M31')).toEqual(['1']);
    expect(list?.title).toBe('需要联系的单位');
    expect(list?.rows.map(({ label }) => label)).toEqual(['示例单位U3']);
    expect(participation([held], units, {}, { generatedFor: 'DIST' }).tables.map(({ id }) => id)).not.toContain(
      'silentUnits',
    );
  });

  it('M37: seven days after are in time, eight are late', () => {
    const held = (id: string, recordedAt: string) =>
      activity(id, '2026-03-10', [host('U1', XUANWU)], [['U1', XUANWU, 3]], { recordedAt });
    const seven = held('A', '2026-03-17T15:59:59.999Z');
    const eight = held('B', '2026-03-17T16:00:00.000Z');
    expect(cellOf(report([seven, eight]), 'M37')).toMatchObject({ numerator: 1, denominator: 2 });
  });

  it('R-03: a measured baseline tells every set’s frequency from its events', () => {
    const then = activity('B', '2019-03-01', [host('U1', XUANWU)], [['U1', XUANWU, 3]]);
    const now = activity('A', '2026-03-10', [host('U1', XUANWU)], [['U1', XUANWU, 3]]);
    const late = unit('U7', GULOU, { ...memberSince('2020-01-01'), unitKind: 'PUBLIC' });
    const frequencies = buildFrequencyReport(
      {
        council,
        units: [U1, late],
        activities: [now],
        baselineActivities: [then],
        baseline: {
          period: '2019H1',
          origin: 'MEASURED',
          value: { numerator: 1, denominator: 6 },
          qualifier: 'EXACT',
          eventIds: [],
        },
      },
      asking('2026H1'),
    );
    expect(texts(frequencies, 'M10/ALL/ENTERPRISE', 'M11/ALL/ENTERPRISE')).toEqual(['0.17', '0.0%']);
    expect(texts(frequencies, 'M10/ALL/ALL', 'M10/base/ALL/ALL', 'M11/ALL/ALL')).toEqual(['0.08', '0.17', '-50.0%']);
    expect(texts(frequencies, 'M10/SAME/ALL', 'M11/SAME/ALL', 'M10/SAME/PUBLIC')).toEqual(['0.17', '0.0%', undefined]);
  });
});
