import type { Actor, Role } from '@lianjian/permissions/actor';

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
 * - UNIT: itself, what it takes part in, and what belongs to a council it is or was a member of, but for agreements:
 *   those are their parties' business
 */
export function visible(actor: Actor, subject: Subject, asOf?: string): Condition {
  const parameters = { viewerScope: actor.scope, viewerCity: `${actor.scope.slice(0, 4)}%` };
  if (asOf === undefined) return { sql: seenBy(actor.role, COLUMNS[subject](subject)), parameters };
  const now = seenBy(actor.role, COLUMNS[subject]('now'));
  const sql = `EXISTS (SELECT FROM views.${subject} now
     WHERE now.key = ${subject}.key AND now.superseded_at IS NULL AND (${now}))`;
  return { sql, parameters };
}

function seenBy(role: Role, { districts, councils, units, isShared = true }: Columns): string {
  switch (role) {
    case 'CITY':
    case 'AUDIT':
      return `EXISTS (SELECT FROM unnest(${districts}) AS code WHERE code LIKE :viewerCity)`;
    case 'DIST':
      return `${districts} @> ARRAY[:viewerScope] OR ${inCouncils(councils, HOSTED_BY_VIEWER)}`;
    case 'COORD':
      return inCouncils(councils, ':viewerScope');
    case 'UNIT':
      return `${units} @> ARRAY[:viewerScope]${isShared ? ` OR ${inCouncils(councils, JOINED_BY_VIEWER)}` : ''}`;
    case 'SYSTEM':
      return 'TRUE';
    case 'ADMIN':
      return 'FALSE';
  }
}

type Columns = Readonly<{
  districts: string;
  councils: string;
  units: string;
  /** Whether the members of the council may see it, not only those who take part. */
  isShared?: boolean;
}>;

const HOSTED_BY_VIEWER =
  'SELECT hosted.key FROM views.council hosted WHERE hosted.superseded_at IS NULL AND hosted.host_districts @> ARRAY[:viewerScope]';
const JOINED_BY_VIEWER =
  "SELECT joined.council_id FROM views.member joined WHERE joined.superseded_at IS NULL AND joined.unit_id = :viewerScope AND joined.status <> 'VETOED'";

const inCouncils = (councils: string, which: string) =>
  `EXISTS (SELECT FROM unnest(${councils}) AS council_id WHERE council_id IN (${which}))`;

const memberships = (alias: string) =>
  `ARRAY(SELECT own.council_id FROM views.member own WHERE own.superseded_at IS NULL AND own.unit_id = ${alias}.key)`;

const COLUMNS: Readonly<Record<Subject, (alias: string) => Columns>> = {
  unit: (alias) => ({
    districts: `${alias}.district_codes`,
    councils: `(${alias}.council_ids || ${memberships(alias)})`,
    units: `ARRAY[${alias}.key]`,
  }),
  council: (alias) => ({
    districts: `${alias}.host_districts`,
    councils: `ARRAY[${alias}.key]`,
    units: `ARRAY[]::text[]`,
  }),
  agreement: (alias) => ({
    districts: `${alias}.district_codes`,
    councils: `array_remove(ARRAY[${alias}.council_id], NULL)`,
    units: `${alias}.unit_ids`,
    isShared: false,
  }),
  project: (alias) => ({
    districts: `${alias}.districts`,
    // Its own council, and those that may show it as a reference.
    councils: `(ARRAY[${alias}.council_id] || ARRAY(SELECT jsonb_array_elements_text(${alias}.profile->'referencingCouncilIds')))`,
    units: `${alias}.unit_ids`,
  }),
  activity: (alias) => ({
    districts: `${alias}.district_codes`,
    councils: `ARRAY[${alias}.council_id]`,
    units: `${alias}.unit_ids`,
  }),
  period: (alias) => ({
    districts: `${alias}.district_codes`,
    councils: `ARRAY[${alias}.council_id]`,
    units: `ARRAY[]::text[]`,
  }),
};
