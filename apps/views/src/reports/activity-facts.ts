import type { Month } from '@lianjian/kernel/period';
import type { Instant } from '@lianjian/kernel/time';
import type { ActivityFact, HostFact, ParticipationFact, UnitFact } from '@lianjian/reporting/facts';
import { districtOn } from '@lianjian/reporting/members';
import type { HostEntry } from '../activities/activity.view.js';
import { type Db, knownAt } from './known-at.js';

type Row = Readonly<{
  activityId: string;
  councilId: string;
  title: string;
  kind: ActivityFact['kind'];
  place: string;
  startAt: Date;
  startOn: string;
  leadHostUnitId: string;
  hosts: readonly HostEntry[];
  status: string;
  heldRecordedAt: Date;
  eventIds: readonly string[];
  participations: readonly ParticipationFact[];
}>;

/** Which activities, each as known at `at`: a FROM clause with the alias `activity`, an instant and a condition in SQL. */
type Wanted = Readonly<{ from: string; at: string; where: string; parameters: readonly unknown[] }>;

/** The activities that count in the council in those months, as known at the instant. */
export const activitiesOfMonths = (
  db: Db,
  councilId: string,
  months: readonly Month[],
  asOf: Instant,
): Promise<ActivityFact[]> =>
  countable(db, {
    from: 'views.activity',
    at: '$1::timestamptz',
    where: 'activity.council_id = $2 AND activity.month = ANY($3)',
    parameters: [asOf, councilId, months],
  });

/** Activities of other councils that belong to a registered project which this council may show (E20). */
export const referencedActivities = (
  db: Db,
  councilId: string,
  months: readonly Month[],
  asOf: Instant,
): Promise<ActivityFact[]> =>
  countable(db, {
    from: `views.project JOIN views.activity ON activity.project_id = project.key`,
    at: '$1::timestamptz',
    where: `project.referencing_council_ids @> ARRAY[$2] AND project.project_no IS NOT NULL AND ${knownAt('project')}
      AND activity.council_id <> $2 AND activity.month = ANY($3)`,
    parameters: [asOf, councilId, months],
  });

/** Those activities, each as known at its own instant; what did not count then is left out. */
export const activitiesKnownAt = (
  db: Db,
  wanted: readonly Readonly<{ activityId: string; at: Instant }>[],
): Promise<ActivityFact[]> =>
  countable(db, {
    from: 'unnest($1::text[], $2::timestamptz[]) AS wanted (key, at) JOIN views.activity ON activity.key = wanted.key',
    at: 'wanted.at',
    where: 'TRUE',
    parameters: [wanted.map(({ activityId }) => activityId), wanted.map(({ at }) => at)],
  });

/**
 * The participations are asked for one activity after the other: by its index, however many there are in all, and
 * whatever the planner believes.
 */
async function countable(db: Db, { from, at, where, parameters }: Wanted): Promise<ActivityFact[]> {
  const rows = await db.query<Row[]>(
    `SELECT activity.key AS "activityId", activity.council_id AS "councilId", activity.title, activity.kind,
            activity.place, activity.start_at AS "startAt", activity.start_on AS "startOn",
            activity.lead_host_unit_id AS "leadHostUnitId", activity.hosts, activity.status,
            activity.held_recorded_at AS "heldRecordedAt", activity.event_ids AS "eventIds",
            coalesce((
              SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                       'key', participation.participant_key, 'unitId', participation.unit_id,
                       'district', participation.district_code, 'onSite', participation.on_site,
                       'remote', participation.remote, 'external', participation.external,
                       'eventIds', participation.event_ids)) ORDER BY participation.participant_key)
                FROM views.participation
               WHERE participation.activity_id = activity.key AND ${knownAt('participation', at)}
            ), '[]') AS participations
       FROM ${from}
      WHERE ${where} AND activity.countable AND ${knownAt('activity', at)}
      ORDER BY activity.start_at, activity.key`,
    [...parameters],
  );
  return rows.map(toActivity);
}

function toActivity({ startAt, heldRecordedAt, leadHostUnitId, hosts, status, eventIds, ...row }: Row): ActivityFact {
  const { activityId, councilId, title, kind, place, startOn, participations } = row;
  const hostFacts = hosts.map(({ unitId, districtCode: district }) => ({ unitId, district }));
  const behindGroups = new Set(participations.flatMap((participation) => participation.eventIds));
  return {
    ...{ activityId, councilId, title, kind, place, startOn, startAt: startAt.toISOString() },
    leadHost: hostFacts.find(({ unitId }) => unitId === leadHostUnitId) as HostFact,
    hosts: hostFacts,
    participations,
    verified: status === 'VERIFIED',
    recordedAt: heldRecordedAt.toISOString(),
    eventIds: eventIds.filter((eventId) => !behindGroups.has(eventId)),
  };
}

/** C5: a host counts where it belonged on the day by all that is known now, also by what was not known at recording. */
export function withHostDistricts(activities: readonly ActivityFact[], units: readonly UnitFact[]): ActivityFact[] {
  const byId = new Map(units.map((unit) => [unit.unitId, unit]));
  return activities.map((activity) => {
    const inDistrict = ({ unitId, district }: HostFact): HostFact => {
      const unit = byId.get(unitId);
      return { unitId, district: unit ? districtOn(unit, activity.startOn) : district };
    };
    return { ...activity, leadHost: inDistrict(activity.leadHost), hosts: activity.hosts.map(inDistrict) };
  });
}

/** Every registered unit that the activities name. */
export const unitsNamedIn = (activities: readonly ActivityFact[]): string[] => [
  ...new Set(
    activities.flatMap(({ hosts, participations }) => [
      ...hosts.map(({ unitId }) => unitId),
      ...participations.flatMap(({ unitId }) => unitId ?? []),
    ]),
  ),
];
