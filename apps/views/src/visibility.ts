import type { Actor, Role } from '@lianjian/permissions/actor';
import { roleMay } from '@lianjian/permissions/matrix';

/** A piece of SQL and what is bound to it. */
export type Condition = Readonly<{ sql: string; parameters: Readonly<Record<string, unknown>> }>;

export type Subject = 'unit' | 'council' | 'agreement' | 'project' | 'activity' | 'period';

/**
 * Which rows of a subject an actor may see, as SQL over the alias that is called like it. What somebody may see is
 * decided by how things are now, whatever instant the query asks about (`asOf`). Who sees nothing of an object is not
 * told that it exists.
 *
 * - CITY, AUDIT: whatever touches a district of the city
 * - DIST: whatever touches the district, and what belongs to a council it hosts
 * - COORD: whatever belongs to the council
 * - UNIT: itself, what it takes part in, and what belongs to a council it is a member of, suspended or not, but for
 *   agreements: those are their parties' business
 */
export function visible(actor: Actor, subject: Subject, asOf?: string): Condition {
  const parameters = parametersOf(actor);
  if (asOf === undefined) return { sql: seenBy(actor.role, COLUMNS[subject](subject)), parameters };
  const now = seenBy(actor.role, COLUMNS[subject]('now'));
  const sql = `EXISTS (SELECT FROM views.${subject} now
     WHERE now.key = ${subject}.key AND now.superseded_at IS NULL AND (${now}))`;
  return { sql, parameters };
}

/**
 * Of which rows of a subject an actor may read the events: of all that are visible to it, but a unit only of itself and
 * of what it takes part in.
 */
export function opened(actor: Actor, subject: Subject): Condition {
  if (actor.role !== 'UNIT') return visible(actor, subject);
  return { sql: COLUMNS[subject](subject).units, parameters: parametersOf(actor) };
}

/** Whether an actor is told of reports that are not published: whoever may publish them, and auditors. */
export const seesDrafts = ({ role }: Actor): boolean => role === 'AUDIT' || roleMay(role, 'publishReport');

const parametersOf = ({ scope }: Actor) => ({ viewerScope: scope, viewerCity: `${scope.slice(0, 4)}%` });

function seenBy(role: Role, { districts, ofCouncils, ofFellows = ofCouncils, units }: Columns): string {
  switch (role) {
    case 'CITY':
    case 'AUDIT':
      return `EXISTS (SELECT FROM unnest(${districts}) AS code WHERE code LIKE :viewerCity)`;
    case 'DIST':
      return `${districts} @> ARRAY[:viewerScope] OR ${ofCouncils(HOSTED_BY_VIEWER)}`;
    case 'COORD':
      return ofCouncils('ARRAY[:viewerScope]');
    case 'UNIT':
      return `${units} OR ${ofFellows(JOINED_BY_VIEWER)}`;
    case 'SYSTEM':
      return 'TRUE';
    case 'ADMIN':
      return 'FALSE';
  }
}

type Columns = Readonly<{
  districts: string;
  /** Whether it belongs to one of those councils. */
  ofCouncils: (councils: string) => string;
  /** Whether the viewing unit takes part. */
  units: string;
  /** Whether it is something that members of those councils show each other, where that is not the same. */
  ofFellows?: (councils: string) => string;
}>;

// Arrays, as they are worked out once and then looked up in an index; a subquery within an OR would not be.
const HOSTED_BY_VIEWER = `ARRAY(SELECT hosted.key FROM views.council hosted
  WHERE hosted.superseded_at IS NULL AND hosted.host_districts @> ARRAY[:viewerScope])`;
const JOINED_BY_VIEWER = `ARRAY(SELECT joined.council_id FROM views.member joined
  WHERE joined.superseded_at IS NULL AND joined.unit_id = :viewerScope AND joined.status IN ('ACTIVE', 'SUSPENDED'))`;

const joinedBy = (unit: string, councils: string) => `EXISTS (SELECT FROM views.member own
  WHERE own.superseded_at IS NULL AND own.status <> 'VETOED' AND own.unit_id = ${unit}.key AND own.council_id = ANY(${councils}))`;

const COLUMNS: Readonly<Record<Subject, (alias: string) => Columns>> = {
  unit: (alias) => ({
    districts: `${alias}.district_codes`,
    ofCouncils: (councils) => `${alias}.council_ids && ${councils} OR ${joinedBy(alias, councils)}`,
    // Who was only recommended is no fellow yet.
    ofFellows: (councils) => joinedBy(alias, councils),
    units: `${alias}.key = :viewerScope`,
  }),
  council: (alias) => ({
    districts: `${alias}.host_districts`,
    ofCouncils: (councils) => `${alias}.key = ANY(${councils})`,
    units: 'FALSE',
  }),
  agreement: (alias) => ({
    districts: `${alias}.district_codes`,
    ofCouncils: (councils) => `${alias}.council_id = ANY(${councils})`,
    units: `${alias}.unit_ids @> ARRAY[:viewerScope]`,
    ofFellows: () => 'FALSE',
  }),
  project: (alias) => ({
    districts: `${alias}.districts`,
    // Its own council, and those that may show it as a reference.
    ofCouncils: (councils) =>
      `${alias}.council_id = ANY(${councils}) OR ${alias}.profile->'referencingCouncilIds' ?| ${councils}`,
    units: `${alias}.unit_ids @> ARRAY[:viewerScope]`,
  }),
  activity: (alias) => ({
    districts: `${alias}.district_codes`,
    ofCouncils: (councils) => `${alias}.council_id = ANY(${councils})`,
    units: `${alias}.unit_ids @> ARRAY[:viewerScope]`,
  }),
  period: (alias) => ({
    districts: `${alias}.district_codes`,
    ofCouncils: (councils) => `${alias}.council_id = ANY(${councils})`,
    units: 'FALSE',
  }),
};
