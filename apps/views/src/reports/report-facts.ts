import { type Month, monthOf, monthsOf, type Period, parsePeriod, previousPeriod } from '@lianjian/kernel/period';
import type { Instant } from '@lianjian/kernel/time';
import type {
  ActivityReportFacts,
  AgreementReportFacts,
  ChangedActivitiesFacts,
  FrequencyReportFacts,
  MembershipReportFacts,
  ProjectReportFacts,
} from '@lianjian/reporting/facts';
import { activitiesOfMonths, referencedActivities, unitsNamedIn, withHostDistricts } from './activity-facts.js';
import { agreementFacts } from './agreement-facts.js';
import { changesOfEarlierMonths } from './changed-activities.js';
import { baselineFor, type KnownCouncil } from './council-facts.js';
import { withEngagements } from './engagements.js';
import { type Db, knownAt } from './known-at.js';
import { projectFacts } from './project-facts.js';
import { unitFacts } from './unit-facts.js';

/** What the facts of a report depend on. All statements of one report are as of one instant, so that they agree. */
export type Asked = Readonly<{
  council: KnownCouncil;
  period: Period;
  asOf: Instant;
  /** The period to compare with, where the council has set several. */
  baseline?: string;
}>;

/** */
export async function activityReportFacts(db: Db, { council, period, asOf }: Asked): Promise<ActivityReportFacts> {
  const { councilId } = council.fact;
  const months = monthsOf(period);
  const [own, referenced, earlierMonths] = await Promise.all([
    activitiesOfMonths(db, councilId, months, asOf),
    referencedActivities(db, councilId, months, asOf),
    earlierMonthsOf(db, councilId, period, asOf),
  ]);
  const units = await unitFacts(db, councilId, asOf, unitsNamedIn(own));
  return {
    council: council.fact,
    units,
    activities: [...withHostDistricts(own, units), ...referenced],
    ...(earlierMonths && { earlierMonths }),
  };
}

/** */
export async function frequencyReportFacts(
  db: Db,
  { council, period, asOf, baseline: asked }: Asked,
): Promise<FrequencyReportFacts> {
  const { councilId } = council.fact;
  const baseline = baselineFor(council, period, asked);
  const baseMonths = baseline?.origin === 'MEASURED' ? monthsOf(parsePeriod(baseline.period)) : [];
  const [activities, baselineActivities] = await Promise.all([
    activitiesOfMonths(db, councilId, monthsOf(period), asOf),
    activitiesOfMonths(db, councilId, baseMonths, asOf),
  ]);
  const units = await unitFacts(db, councilId, asOf, unitsNamedIn([...activities, ...baselineActivities]));
  return {
    council: council.fact,
    units: await withEngagements(db, councilId, units, period, asOf),
    activities: withHostDistricts(activities, units),
    ...(baseline && { baseline }),
    baselineActivities: withHostDistricts(baselineActivities, units),
  };
}

/** */
export async function agreementReportFacts(db: Db, { council, asOf }: Asked): Promise<AgreementReportFacts> {
  const { councilId } = council.fact;
  const members = await unitFacts(db, councilId, asOf);
  const memberIds = members.map(({ unitId }) => unitId);
  const agreements = await agreementFacts(db, councilId, memberIds, asOf);
  const parties = agreements.flatMap((agreement) => agreement.parties.map(({ unitId }) => unitId));
  return { council: council.fact, units: await unitFacts(db, councilId, asOf, parties), agreements };
}

/** */
export async function projectReportFacts(db: Db, { council, asOf }: Asked): Promise<ProjectReportFacts> {
  return { council: council.fact, projects: await projectFacts(db, council.fact.councilId, asOf) };
}

/** */
export async function membershipReportFacts(db: Db, { council, asOf }: Asked): Promise<MembershipReportFacts> {
  const { fact, declaredStatistics } = council;
  return { council: fact, units: await unitFacts(db, fact.councilId, asOf), declaredStatistics };
}

/** 补报 and 更正 shown in a month: what became known from the close of the month before to its own, or until now. */
async function earlierMonthsOf(
  db: Db,
  councilId: string,
  period: Period,
  asOf: Instant,
): Promise<ChangedActivitiesFacts | undefined> {
  if (period.kind !== 'MONTH') return undefined;
  const previous = monthOf(previousPeriod(period).from);
  const cutoffs = await cutoffsOf(db, councilId, [previous, period.id], asOf);
  const from = cutoffs.get(previous);
  if (from === undefined) return undefined;
  return changesOfEarlierMonths(db, councilId, period.id, { from, to: cutoffs.get(period.id) ?? asOf });
}

/** When those months were closed; open ones are not in it. */
export async function cutoffsOf(
  db: Db,
  councilId: string,
  months: readonly Month[],
  asOf: Instant,
): Promise<ReadonlyMap<Month, Instant>> {
  const rows = await db.query<{ month: Month; cutoff: Date }[]>(
    `SELECT month, cutoff FROM views.period WHERE council_id = $2 AND month = ANY($3) AND ${knownAt('period')}`,
    [asOf, councilId, months],
  );
  return new Map(rows.map(({ month, cutoff }) => [month, cutoff.toISOString()]));
}
