import { closingDayOf, coveredYears } from '@lianjian/kernel/calendar';
import { type Month, parsePeriod, periodLabel } from '@lianjian/kernel/period';
import type { BusinessDate, Instant } from '@lianjian/kernel/time';
import type { Actor, Role } from '@lianjian/permissions/actor';
import { asOf as knownAsOf } from '@lianjian/projections/as-of';
import { type Condition, type Subject, visible } from '../visibility.js';
import type { WorkItem, WorkOperation } from './work-item.js';

/** SQL: that the row of that alias is known at the instant asked about. */
export type Known = (alias: string) => string;

/**
 * Something that can wait for somebody, as SQL over the rows of its subject; their alias is called like it. In all of it
 * `:viewerScope` and `:viewerRole` are those of the reader's mandate, `:viewerAccount` is his account, `:today` and `:now` when he asks.
 */
export type WorkRule = Readonly<{
  operation: WorkOperation;
  /** For whom it can wait. */
  roles: readonly Role[];
  /** Whose rows are asked, and who sees them. */
  subject: Subject;
  /** Further tables. */
  join?: (known: Known) => string;
  where: (known: Known) => string;
  dueOn?: string;
  /** A month: it is due on the closing day of that month. */
  dueWithMonth?: string;
  since?: string;
  councilId?: string;
  code?: string;
  title?: string;
  /** What its detail says, field by field. */
  detail?: Readonly<Partial<Record<keyof WorkItem['detail'], string>>>;
  /** What tells its items of one subject apart, where their detail does not. */
  part?: string;
  /** What the note needs besides. */
  about?: string;
  note: (about: string) => string;
  /** What its item is about, where that is not the subject itself: the month of a council. */
  kind?: WorkItem['subject']['kind'];
  id?: string;
}>;

/** What a rule found. */
export type Waiting = Readonly<{
  id: string;
  code: string | null;
  title: string;
  councilId: string | null;
  dueOn: string | null;
  dueWithMonth: string | null;
  since: string | null;
  about: string | null;
  part: string | null;
  detail: Readonly<Record<string, string>>;
}>;

/** Who asks, about which instant. */
export type Desk = Readonly<{ actor: Actor; asOf: Instant | undefined; now: Instant; today: BusinessDate }>;

type Named = Readonly<{ id: string; code: string; title: string; councilId: string }>;
const NAMES: Readonly<Record<Subject, Named>> = {
  unit: { id: 'unit.key', code: 'unit.unit_no', title: 'unit.name', councilId: 'unit.council_ids[1]' },
  council: { id: 'council.key', code: 'council.council_code', title: 'council.name', councilId: 'council.key' },
  agreement: {
    ...{ id: 'agreement.key', code: 'agreement.agreement_no', title: 'agreement.title' },
    councilId: 'agreement.council_id',
  },
  project: { id: 'project.key', code: 'project.project_no', title: 'project.name', councilId: 'project.council_id' },
  activity: { id: 'activity.key', code: 'NULL', title: 'activity.title', councilId: 'activity.council_id' },
  period: { id: 'period.council_id', code: 'period.month', title: 'council.name', councilId: 'period.council_id' },
};

/** What waits for the reader by any of the rules, in one statement; of each rule no more than the first `limit`. */
export function waitingBy(rules: readonly WorkRule[], { actor, asOf, now, today }: Desk, limit: number): Condition {
  const known: Known = (alias) => knownAsOf(alias, asOf);
  const seen = (subject: Subject) => visible(actor, subject, asOf);
  const parts = rules.map((rule, index) => {
    const { subject, join, where, dueOn, dueWithMonth, since, about, part, detail = {} } = rule;
    const { id, code, title, councilId } = { ...NAMES[subject], ...defined(rule) };
    const fields = Object.entries(detail).map(([name, value]) => `'${name}', ${value}`);
    return `(SELECT ${index} AS rule, ${id} AS id, ${code} AS code, ${title} AS title, ${councilId} AS "councilId",
        ${dueOn ?? 'NULL'} AS "dueOn", ${dueWithMonth ?? 'NULL'} AS "dueWithMonth", ${since ?? 'NULL'} AS since,
        ${about ?? 'NULL'} AS about, ${part ?? 'NULL'} AS part, json_build_object(${fields.join(', ')}) AS detail
      FROM views.${subject} ${subject} ${join?.(known) ?? ''}
      WHERE ${known(subject)} AND (${seen(subject).sql}) AND (${where(known)})
      ORDER BY ${dueOn ?? dueWithMonth ?? since ?? id}, ${id}
      LIMIT ${limit})`;
  });
  const parameters = rules.reduce((all, { subject }) => Object.assign(all, seen(subject).parameters), {});
  return {
    sql: parts.join(' UNION ALL '),
    parameters: {
      ...parameters,
      viewerAccount: actor.accountId,
      viewerRole: actor.role,
      today,
      now,
      thisMonth: today.slice(0, 7),
    },
  };
}

/** What of a rule its items say. */
type Saying = Pick<WorkRule, 'operation' | 'subject' | 'kind' | 'note'>;

/** The item of what a rule found. */
export function itemOf(
  { part, about, ...row }: Waiting,
  { operation, subject, kind, note }: Saying,
  { today }: Desk,
): WorkItem {
  const { id, code, councilId, since, detail } = row;
  const dueOn = row.dueOn ?? closingDay(row.dueWithMonth);
  const { month } = detail;
  const title = month === undefined ? row.title : `${row.title}${periodLabel(parsePeriod(month))}`;
  return {
    key: [operation, id, ...Object.values(detail), ...(part === null ? [] : [part])].join('/'),
    operation,
    subject: { kind: kind ?? subject, id, code, title },
    councilId,
    dueOn,
    overdue: dueOn !== null && dueOn < today,
    since,
    note: note(about ?? ''),
    detail,
  };
}

/** None where the calendar of working days does not reach that far. */
function closingDay(month: Month | null): string | null {
  if (month === null || Number(parsePeriod(month).until.slice(0, 4)) > coveredYears.last) return null;
  return closingDayOf(month);
}

const defined = ({ id, code, title, councilId }: WorkRule): Partial<Named> =>
  Object.fromEntries(Object.entries({ id, code, title, councilId }).filter(([, value]) => value !== undefined));

/** SQL: the business date of an instant. */
export const businessDateSql = (instant: string) => `to_char(${instant} AT TIME ZONE 'Asia/Shanghai', 'YYYY-MM-DD')`;

/** SQL: since when the row has this value, as its versions tell. */
export const sinceSame = (subject: string, value: string) => `(SELECT ${businessDateSql('min(was.recorded_at)')}
   FROM views.${subject} was WHERE was.key = ${subject}.key AND was.${value} = ${subject}.${value})`;

/** SQL: what the last entry of a unit's history says that had begun by today. */
export const todaysOf = (unit: string, history: 'statuses' | 'districts', value: 'status' | 'code') =>
  `(SELECT entry->>'${value}' FROM jsonb_array_elements(${unit}.${history}) WITH ORDINALITY AS each_of (entry, nr)
     WHERE entry->>'from' <= :today ORDER BY nr DESC LIMIT 1)`;

/** SQL: that the unit of that id is active today. */
export const isActive = (unitId: string, known: Known) => `EXISTS (SELECT FROM views.unit acting
   WHERE acting.key = ${unitId} AND ${known('acting')} AND ${todaysOf('acting', 'statuses', 'status')} = 'ACTIVE')`;
