import type { Command } from '@lianjian/event-sourcing/decider';
import { wish } from '@lianjian/event-sourcing/testing';
import { contentHash } from '@lianjian/kernel/canonical-json';
import type { Instant } from '@lianjian/kernel/time';
import type { Actor, Role } from '@lianjian/permissions/actor';
import type { ComputedReport, PeriodCommand, PeriodCommandOf } from './commands.js';
import type { ReportContent } from './content.js';
import { period } from './decider.js';
import type { PeriodEvent, PeriodEventOf } from './events.js';
import type { PeriodState } from './state.js';

// March 2026 of a council of three districts, closed on the fifth working day of April: what the specs are about.

export const COUNCIL = 'c0000000-0000-4000-8000-000000000001';
export const DISTRICTS = ['320102', '320104', '320106'];
export const CLOSED_AT = '2026-04-08T10:00:00.000Z';

const actor = (accountId: string, role: Role, scope: string): Actor => ({
  accountId,
  mandateId: `mandate-${accountId}`,
  role,
  scope,
});
export const clerk = actor('clerk', 'COORD', COUNCIL);
export const chief = actor('chief', 'COORD', COUNCIL);
export const qinhuai = actor('qinhuai-office', 'DIST', '320104');
export const jianye = actor('jianye-office', 'DIST', '320105');
export const city = actor('city-office', 'CITY', '320100');
export const stranger = actor('stranger', 'COORD', 'c0000000-0000-4000-8000-000000000009');

/** What an actor sends: `as(clerk)('GenerateReport', { reportCode }, report)`. */
export const as =
  (by: Actor, at: Instant = '2026-04-09T01:00:00.000Z') =>
  <T extends PeriodCommand['type']>(type: T, data: PeriodCommandOf<T>['data'], facts?: PeriodCommandOf<T>['facts']) =>
    wish(by, at)<Command>(type, data, facts) as unknown as PeriodCommandOf<T>;

/** R-01 with that many activities and person-times. */
export const content = (activities: number, personTimes: number, asOf: Instant = CLOSED_AT): ReportContent => ({
  header: { reportCode: 'R-01', period: '2026-03', asOf, outward: false },
  tables: [
    {
      id: 'totals',
      title: '总体情况',
      columns: [{ key: 'value', title: '数值' }],
      rows: [
        {
          key: 'M1',
          label: '活动数',
          cells: {
            value: { key: 'M1', format: 'COUNT', measure: 'M1', numerator: activities, text: String(activities) },
          },
        },
        {
          key: 'M3',
          label: '参与人次',
          cells: {
            value: { key: 'M3', format: 'HEADCOUNT', measure: 'M3', numerator: personTimes, text: String(personTimes) },
          },
        },
      ],
      notes: ['参与人次按单位分别登记。'],
    },
  ],
});

export const computed = (report: ReportContent, asOf: Instant = CLOSED_AT): ComputedReport => ({
  content: report,
  asOf,
  measureVersion: '1',
});

export const LATER = '2026-04-20T08:00:00.000Z';
export const first = content(2, 65);
export const second = content(3, 111, LATER);
export const reason = '雨花精神报告会于4月20日补报';
export const CAUSE = 'e0000000-0000-4000-8000-000000000003';

export const closed: PeriodEvent = {
  type: 'ReportingPeriodClosed',
  data: {
    councilId: COUNCIL,
    month: '2026-03',
    districts: DISTRICTS,
    closedAt: CLOSED_AT,
    cutoff: CLOSED_AT,
    dueOn: '2026-04-08',
  },
};

export const generated = (report = first, by = clerk): PeriodEventOf<'ReportGenerated'> => ({
  type: 'ReportGenerated',
  data: {
    reportCode: 'R-01',
    versionNo: 1,
    ...computed(report),
    contentHash: contentHash(report),
    generatedBy: by.accountId,
  },
});

export const published = (versionNo: number, report: ReportContent, by = chief): PeriodEventOf<'ReportPublished'> => ({
  type: 'ReportPublished',
  data: { reportCode: 'R-01', versionNo, contentHash: contentHash(report), publishedBy: by.accountId },
});

const count = (key: string, value: number) => ({
  key,
  format: key === 'M1' ? 'COUNT' : 'HEADCOUNT',
  measure: key,
  numerator: value,
  text: String(value),
});

/** The late report meeting: one activity and 46 person-times more than the first version said. */
export const corrected: PeriodEventOf<'ReportCorrectionIssued'> = {
  type: 'ReportCorrectionIssued',
  data: {
    reportCode: 'R-01',
    fromVersion: 1,
    toVersion: 2,
    cells: [
      { key: 'M1', old: count('M1', 2), new: count('M1', 3) },
      { key: 'M3', old: count('M3', 65), new: count('M3', 111) },
    ],
    reason,
    causedByEvents: [CAUSE],
    ...computed(second, LATER),
    contentHash: contentHash(second),
    orderedBy: clerk.accountId,
  },
};

export const stateAfter = (...events: PeriodEvent[]): PeriodState => events.reduce(period.evolve, period.initialState);
