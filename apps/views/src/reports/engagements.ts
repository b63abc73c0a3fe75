import type { Period } from '@lianjian/kernel/period';
import { businessDateOf, type Instant, startOf } from '@lianjian/kernel/time';
import type { Project } from '@lianjian/projects/state';
import type { UnitFact } from '@lianjian/reporting/facts';
import { groupBy } from '@lianjian/reporting/grouping';
import type { ProjectStep } from '../projects/project.view.js';
import { type Db, knownAt } from './known-at.js';

/** The units, with what each did in the period besides activities: in agreements and with project claims (M31). */
export async function withEngagements(
  db: Db,
  councilId: string,
  units: readonly UnitFact[],
  period: Period,
  asOf: Instant,
): Promise<UnitFact[]> {
  const ids = units.map(({ unitId }) => unitId);
  const found = await Promise.all([inAgreements(db, ids, period, asOf), claims(db, councilId, asOf)]);
  const byUnit = groupBy(found.flat(), ({ unitId }) => unitId);
  return units.map((unit) => ({
    ...unit,
    engagements: (byUnit.get(unit.unitId) ?? []).map(({ on, eventId }) => ({ on, eventIds: [eventId] })),
  }));
}

type Engagement = Readonly<{ unitId: string; on: string; eventId: string }>;

/**
 * What the units did themselves, not what became of their agreements. Every event of an agreement makes a version of its
 * row, the last of its ids being that event's.
 */
async function inAgreements(db: Db, unitIds: readonly string[], { from, until }: Period, asOf: Instant) {
  const rows = await db.query<{ unitId: string; recordedAt: Date; eventId: string }[]>(
    `SELECT acting_unit_id AS "unitId", recorded_at AS "recordedAt", event_ids[cardinality(event_ids)] AS "eventId"
       FROM views.agreement
      WHERE acting_unit_id = ANY($2) AND recorded_at <= $1 AND recorded_at >= $3 AND recorded_at < $4`,
    [asOf, unitIds, startOf(from), startOf(until)],
  );
  return rows.map(({ recordedAt, ...act }): Engagement => ({ ...act, on: businessDateOf(recordedAt.toISOString()) }));
}

async function claims(db: Db, councilId: string, asOf: Instant): Promise<Engagement[]> {
  const rows = await db.query<{ claims: Project['claims']; steps: readonly ProjectStep[] }[]>(
    `SELECT state->'claims' AS claims, steps FROM views.project
      WHERE council_id = $2 AND jsonb_array_length(state->'claims') > 0 AND ${knownAt('project')}`,
    [asOf, councilId],
  );
  return rows.flatMap((project) => {
    const offers = project.steps.filter(({ type }) => type === 'ProjectClaimOffered');
    return project.claims.flatMap(({ unitId }, index) => {
      const offer = offers[index];
      return offer ? [{ unitId, on: offer.on, eventId: offer.eventId }] : [];
    });
  });
}
