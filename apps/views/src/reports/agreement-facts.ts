import { activeFrom, activeOn } from '@lianjian/agreements/state';
import { type BusinessDate, businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { AgreementFact, ObligationFact } from '@lianjian/reporting/facts';
import { groupBy } from '@lianjian/reporting/grouping';
import type { AgreementRow } from '../agreements/agreement.view.js';
import { type Db, knownAt } from './known-at.js';

type Row = Pick<AgreementRow, 'agreementNo' | 'title' | 'state' | 'draftedOn' | 'eventIds'> &
  Readonly<{
    agreementId: string;
    kind: AgreementFact['kind'];
    recordedAt: Date;
    projectIds: readonly string[];
    obligations: readonly ObligationFact[];
    activityDays: readonly BusinessDate[];
  }>;

/** The agreements of the council, and those that one of the units is a party of. */
export async function agreementFacts(
  db: Db,
  councilId: string,
  unitIds: readonly string[],
  asOf: Instant,
): Promise<AgreementFact[]> {
  const rows = await db.query<Row[]>(
    `SELECT agreement.key AS "agreementId", agreement.agreement_no AS "agreementNo", agreement.title, agreement.kind,
            agreement.state, agreement.drafted_on AS "draftedOn", agreement.recorded_at AS "recordedAt",
            agreement.event_ids AS "eventIds", agreement.project_ids AS "projectIds",
            coalesce((
              SELECT jsonb_agg(jsonb_strip_nulls(jsonb_build_object(
                       'obligationId', obligation.obligation_id, 'unitId', obligation.unit_id,
                       'text', obligation.text, 'dueOn', obligation.due_on,
                       'fulfilledOn', obligation.last_fulfilled_on, 'confirmedOn', obligation.confirmed_on,
                       'eventIds', obligation.event_ids)) ORDER BY obligation.obligation_id)
                FROM views.obligation
               WHERE obligation.agreement_id = agreement.key AND ${knownAt('obligation')}
            ), '[]') AS obligations,
            ARRAY(
              SELECT activity.start_on FROM views.activity
               WHERE activity.agreement_ids @> ARRAY[agreement.key] AND activity.countable AND ${knownAt('activity')}
            ) AS "activityDays"
       FROM views.agreement
      WHERE (agreement.council_id = $2 OR agreement.unit_ids && $3) AND ${knownAt('agreement')}`,
    [asOf, councilId, unitIds],
  );
  const ids = rows.map(({ agreementId }) => agreementId);
  const [performed, carriedOut] = await Promise.all([performanceDays(db, ids, asOf), projectDays(db, rows, asOf)]);
  return rows.map((row) =>
    toAgreement(row, [...(performed.get(row.agreementId) ?? []), ...(carriedOut.get(row.agreementId) ?? [])]),
  );
}

function toAgreement(row: Row, linked: readonly BusinessDate[]): AgreementFact {
  const { agreementId, agreementNo, title, kind, state, obligations, activityDays, eventIds } = row;
  const owed = new Set(
    state.terms.obligations.filter(({ dueOn }) => activeOn(state, dueOn)).map(({ obligationId }) => obligationId),
  );
  return {
    ...{ agreementId, agreementNo, title, kind },
    parties: state.partyUnits.map(({ unitId, districtCode: district }) => ({ unitId, district })),
    termFrom: state.terms.termFrom,
    termTo: state.terms.termTo,
    states: statesOf(row),
    filedDistricts: state.filedIn,
    linkedOn: [...activityDays, ...linked],
    // Nobody owes what a text promised that never came into force, or no longer is in force on the day.
    obligations: obligations.filter(({ obligationId }) => owed.has(obligationId)),
    eventIds,
  };
}

type State = AgreementFact['states'][number];

/** The states from their days on. How far the signing has come is told as of now: an unsigned text has no history. */
function statesOf({ state, draftedOn, recordedAt, eventIds }: Row): readonly State[] {
  const { contentHash, signatures, signedOn, terminatedFrom, voided } = state;
  const firstSigned = signatures[0]?.on;
  const since = activeFrom(state);
  const cameIntoForce = since !== undefined && (terminatedFrom === undefined || since < terminatedFrom);
  const entry = (status: State['state'], from: BusinessDate | undefined): State[] =>
    from === undefined ? [] : [{ state: status, from, eventIds }];
  // An agreement on paper may be entered long after it was signed.
  const begunOn = firstSigned !== undefined && firstSigned < draftedOn ? firstSigned : draftedOn;
  return [
    ...entry(contentHash === undefined ? 'DRAFT' : 'READY_TO_SIGN', begunOn),
    ...entry('PARTIALLY_SIGNED', firstSigned),
    ...entry('SIGNED', signedOn),
    ...entry('ACTIVE', cameIntoForce ? since : undefined),
    ...entry('TERMINATED', terminatedFrom),
    ...entry('VOIDED', voided ? businessDateOf(recordedAt.toISOString()) : undefined),
  ];
}

/** By agreement, the days on which its obligations were fulfilled or confirmed. */
async function performanceDays(db: Db, ids: readonly string[], asOf: Instant) {
  const rows = await db.query<{ agreementId: string; fulfilledOn: string | null; confirmedAt: Date | null }[]>(
    `SELECT agreement_id AS "agreementId", last_fulfilled_on AS "fulfilledOn",
            CASE WHEN confirmed_qty > coalesce(lag(confirmed_qty) OVER versions, 0) THEN recorded_at END AS "confirmedAt"
       FROM views.obligation
      WHERE agreement_id = ANY($2) AND recorded_at <= $1
     WINDOW versions AS (PARTITION BY key ORDER BY version)`,
    [asOf, ids],
  );
  return daysByAgreement(
    rows.flatMap(({ agreementId, fulfilledOn, confirmedAt }) => [
      ...(fulfilledOn === null ? [] : [{ agreementId, day: fulfilledOn }]),
      ...(confirmedAt === null ? [] : [{ agreementId, day: businessDateOf(confirmedAt.toISOString()) }]),
    ]),
  );
}

/** By agreement, the days on which something happened in the projects that carry it out, whichever of the two says so. */
async function projectDays(db: Db, agreements: readonly Row[], asOf: Instant) {
  const rows = await db.query<{ projectId: string; agreementIds: readonly string[]; days: readonly string[] }[]>(
    `SELECT project.key AS "projectId", project.agreement_ids AS "agreementIds",
            ARRAY(SELECT step->>'on' FROM jsonb_array_elements(project.steps) AS step) AS days
       FROM views.project
      WHERE (project.key = ANY($2) OR project.agreement_ids && $3) AND ${knownAt('project')}`,
    [asOf, agreements.flatMap(({ projectIds }) => projectIds), agreements.map(({ agreementId }) => agreementId)],
  );
  return daysByAgreement(
    rows.flatMap(({ projectId, agreementIds, days }) => {
      const naming = agreements.filter((each) => each.projectIds.includes(projectId)).map((each) => each.agreementId);
      return [...new Set([...agreementIds, ...naming])].flatMap((agreementId) =>
        days.map((day) => ({ agreementId, day })),
      );
    }),
  );
}

const daysByAgreement = (days: readonly Readonly<{ agreementId: string; day: BusinessDate }>[]) =>
  new Map([...groupBy(days, ({ agreementId }) => agreementId)].map(([id, group]) => [id, group.map(({ day }) => day)]));
