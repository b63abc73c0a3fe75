import type { MemberStatus } from '@lianjian/councils/kinds';
import type { Instant } from '@lianjian/kernel/time';
import type { Span, UnitFact } from '@lianjian/reporting/facts';
import type { UnitStatus } from '@lianjian/units/kinds';
import type { MemberStatusEntry } from '../councils/member.view.js';
import type { DistrictEntry, StatusEntry } from '../units/unit.view.js';
import { type Db, knownAt } from './known-at.js';

type Row = Readonly<{
  unitId: string;
  unitNo: string;
  name: string;
  unitKind: UnitFact['unitKind'];
  districts: readonly DistrictEntry[];
  statuses: readonly StatusEntry[];
  mergedInto: string | null;
  /** Null for a unit that never had to do with the council. */
  membership: readonly MemberStatusEntry[] | null;
}>;

/** The units that are or were members of the council, those named besides, and the survivors of their mergers. */
export async function unitFacts(
  db: Db,
  councilId: string,
  asOf: Instant,
  named: readonly string[] = [],
): Promise<readonly UnitFact[]> {
  const rows = await db.query<Row[]>(
    `WITH RECURSIVE named (unit_id) AS (
       SELECT unit_id FROM views.member WHERE council_id = $2 AND ${knownAt('member')}
       UNION SELECT unnest($3::text[])
       UNION SELECT unit.merged_into FROM named JOIN views.unit ON unit.key = named.unit_id
              WHERE unit.merged_into IS NOT NULL AND ${knownAt('unit')}
     )
     SELECT unit.key AS "unitId", unit.unit_no AS "unitNo", unit.name, unit.unit_kind AS "unitKind", unit.districts,
            unit.statuses, unit.merged_into AS "mergedInto", member.statuses AS membership
       FROM named
       JOIN views.unit ON unit.key = named.unit_id AND ${knownAt('unit')}
       LEFT JOIN views.member ON member.key = $2 || '/' || unit.key AND ${knownAt('member')}`,
    [asOf, councilId, named],
  );
  return rows.map(toUnit);
}

function toUnit({ districts, statuses, mergedInto, membership, ...unit }: Row): UnitFact {
  return {
    ...pickUnit(unit),
    districts: districts.map(({ code, from, eventId }) => ({ code, from, eventIds: [eventId] })),
    active: spansOf(statuses, (status) => status === 'ACTIVE'),
    memberships: membershipsOf(membership ?? []),
    ...endOf(statuses, mergedInto),
    engagements: [],
  };
}

const pickUnit = ({ unitId, unitNo, name, unitKind }: Pick<Row, 'unitId' | 'unitNo' | 'name' | 'unitKind'>) => ({
  ...{ unitId, unitNo, name, unitKind },
});

type Entry<Status> = Readonly<{ status: Status; from: string; eventId: string }>;

/** The stretches of a history in which every status is one of those, with the events that begin and end them. */
function spansOf<Status>(history: readonly Entry<Status>[], isWithin: (status: Status) => boolean): Span[] {
  const spans: { from: string; until?: string; eventIds: string[] }[] = [];
  for (const { status, from, eventId } of history) {
    const current = spans.at(-1);
    const isOpen = current !== undefined && current.until === undefined;
    if (isOpen && !isWithin(status)) Object.assign(current, { until: from, eventIds: [...current.eventIds, eventId] });
    if (!isOpen && isWithin(status)) spans.push({ from, eventIds: [eventId] });
  }
  return spans.filter(({ from, until }) => until === undefined || from < until);
}

function membershipsOf(history: readonly Entry<MemberStatus>[]): UnitFact['memberships'] {
  const suspended = spansOf(history, (status) => status === 'SUSPENDED');
  return spansOf(history, (status) => status !== 'WITHDRAWN').map((span) => ({
    ...span,
    suspended: suspended.filter(({ from }) => span.from <= from && (span.until === undefined || from < span.until)),
  }));
}

const ENDS: readonly UnitStatus[] = ['WITHDRAWN', 'MERGED', 'CLOSED'];

function endOf(statuses: readonly StatusEntry[], mergedInto: string | null): Pick<UnitFact, 'end'> {
  const last = statuses.at(-1);
  if (!last || !ENDS.includes(last.status)) return {};
  const { status, from: on, eventId } = last;
  const kind = status as 'WITHDRAWN' | 'MERGED' | 'CLOSED';
  return { end: { on, kind, ...(mergedInto !== null && { into: mergedInto }), eventIds: [eventId] } };
}
