import { type Period, parsePeriod } from '@lianjian/kernel/period';
import type { Instant } from '@lianjian/kernel/time';
import type { BaselineFact, CouncilFact, DeclaredStatisticFact } from '@lianjian/reporting/facts';
import type { CouncilRow } from '../councils/council.view.js';
import { type Db, knownAt } from './known-at.js';

/** A council as known at an instant, with what it declared. */
export type KnownCouncil = Readonly<{
  fact: CouncilFact;
  /** In the order in which they were set. */
  baselines: readonly BaselineFact[];
  declaredStatistics: readonly DeclaredStatisticFact[];
}>;

type Row = Pick<CouncilRow, 'name' | 'statuses' | 'proposal' | 'baselines'> &
  Readonly<{ hostDistricts: readonly string[]; eventIds: readonly string[] }>;

/** The council; undefined where nobody knew of it then. */
export async function knownCouncil(db: Db, councilId: string, asOf: Instant): Promise<KnownCouncil | undefined> {
  const [row] = await db.query<Row[]>(
    `SELECT name, host_districts AS "hostDistricts", statuses, proposal, baselines, event_ids AS "eventIds"
       FROM views.council WHERE key = $2 AND ${knownAt('council')}`,
    [asOf, councilId],
  );
  return row && toCouncil(councilId, row);
}

function toCouncil(councilId: string, { name, hostDistricts, statuses, proposal, baselines, eventIds }: Row) {
  const since = statuses.find(({ status }) => status === 'ESTABLISHED')?.from ?? proposal.proposedOn;
  const until = statuses.find(({ status }) => status === 'DISSOLVED')?.from;
  return {
    fact: { councilId, name, hostDistricts, from: since, ...(until !== undefined && { until }) },
    baselines: baselines.map(({ eventId, period, origin, value, qualifier, source }) => ({
      ...{ period, origin, value, qualifier, eventIds: [eventId] },
      ...(source !== undefined && { source }),
    })) as BaselineFact[],
    declaredStatistics: (proposal.declaredStatistics ?? []).map((statistic) => ({
      ...statistic,
      eventIds: eventIds.slice(0, 1),
    })),
  };
}

/** The baseline that a period is compared with: the one asked for, or the last one set of those that lie before it. */
export function baselineFor(
  { baselines }: KnownCouncil,
  period: Period,
  asked: string | undefined,
): BaselineFact | undefined {
  return asked === undefined
    ? baselines.findLast((baseline) => parsePeriod(baseline.period).until <= period.from)
    : baselines.find((baseline) => baseline.period === asked);
}
