import { lastDayOf, type Period } from '@lianjian/kernel/period';
import { addDays, type BusinessDate, businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { Role } from '@lianjian/permissions/actor';
import type { Lens } from './activity-measures.js';
import type { ActivityFact, CouncilFact, UnitFact } from './facts.js';
import { byCode } from './grouping.js';
import { type Days, type Member, membersOf } from './members.js';
import { type ReportCode, type ReportContent, reportTitles } from './report.js';
import { type CountingRules, rulesOn } from './rules.js';
import { type HistoryMode, type Terms, termsOf } from './terms.js';

/** What a reader may choose. The facts that go with it are as known at `asOf`. */
export type ReportRequest = Readonly<{
  period: Period;
  lens: Lens;
  mode: HistoryMode;
  asOf: Instant;
  generatedFor: Role;
  outward: boolean;
}>;

/** What all measures of one report share. */
export type Frame = Readonly<{
  request: ReportRequest;
  council: CouncilFact;
  rules: CountingRules;
  /** The day that stock measures are of: the last of the period or, while it runs, the day of `asOf`. */
  lastDay: BusinessDate;
  /** The days counted: the period up to and including that day. */
  range: Days;
  terms: Terms;
  members: readonly Member[];
}>;

/** Sets up the frame of a report. */
export function frameOf(
  request: ReportRequest,
  { council, units = [] }: Readonly<{ council: CouncilFact; units?: readonly UnitFact[] }>,
): Frame {
  const { period, asOf, mode } = request;
  const today = businessDateOf(asOf);
  const end = lastDayOf(period);
  const lastDay = today < end ? today : end;
  const until = addDays(lastDay, 1);
  const terms = termsOf(mode, units, today);
  return {
    request,
    council,
    rules: rulesOn(end),
    lastDay,
    range: { from: period.from, until: until > period.from ? until : period.from },
    terms,
    members: membersOf(units, council, terms),
  };
}

/** The activities that count in the council, in the frame's terms, oldest first. */
export function countedActivities({ council, terms }: Frame, activities: readonly ActivityFact[]): ActivityFact[] {
  return activities
    .filter(({ councilId }) => councilId === council.councilId)
    .map(terms.activity)
    .sort((a, b) => byCode(a.startAt, b.startAt) || byCode(a.activityId, b.activityId));
}

/** The head of a report under this frame. */
export function headerOf(reportCode: ReportCode, { request, council, rules }: Frame): ReportContent['header'] {
  const { period, lens, mode, asOf, generatedFor, outward } = request;
  return {
    reportCode,
    title: reportTitles[reportCode],
    councilId: council.councilId,
    councilName: council.name,
    period: period.id,
    lens,
    mode,
    asOf,
    measureVersion: rules.measureVersion,
    generatedFor,
    outward,
  };
}
