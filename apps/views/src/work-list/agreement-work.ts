import { isActive, type Known, sinceSame, type WorkRule } from './work-rule.js';

/** How many days ahead a duty is announced. */
const DUTY_DAYS = 60;

// The questions that the aggregate asks of its state, as SQL over the same state.
const isFrozen = "agreement.state->>'contentHash' IS NOT NULL";
const isSigned = "agreement.state->>'signedOn' IS NOT NULL";
const isNotOver = 'NOT agreement.voided AND agreement.term_to >= :today';
const isInForce = `${isNotOver} AND agreement.active_from <= :today
  AND (agreement.terminated_from IS NULL OR agreement.terminated_from > :today)`;
const termFrom = "agreement.state->'terms'->>'termFrom'";
const isLongTerm = `agreement.term_to > (left(${termFrom}, 4)::int + 3) || substr(${termFrom}, 5)`;
const isTermApproved = `coalesce(agreement.state->'approvedTerm'->>'termFrom' <= ${termFrom}
  AND agreement.state->'approvedTerm'->>'termTo' >= agreement.term_to, FALSE)`;
const mySignature = "jsonb_build_array(jsonb_build_object('unitId', CAST(:viewerScope AS text)))";
const signatures = "jsonb_array_length(agreement.state->'signatures')";
const areAllActive = (known: Known) =>
  `NOT EXISTS (SELECT FROM unnest(agreement.unit_ids) AS party (id) WHERE NOT ${isActive('party.id', known)})`;
const draftedBy = (who: string) => `EXISTS (SELECT FROM views.agreement first
  WHERE first.key = agreement.key AND first.version = 1 AND first.acting_unit_id ${who})`;

/** What waits until an agreement is signed and filed. */
export const agreementWork: readonly WorkRule[] = [
  {
    operation: 'freezeAgreementText',
    roles: ['UNIT', 'COORD'],
    subject: 'agreement',
    where: (known) => `NOT (${isFrozen}) AND ${isNotOver} AND ${areAllActive(known)}
      AND CASE :viewerRole WHEN 'UNIT' THEN agreement.unit_ids @> ARRAY[:viewerScope] AND ${draftedBy('= :viewerScope')}
        ELSE agreement.council_id = :viewerScope AND ${draftedBy('IS NULL')} END`,
    since: 'agreement.drafted_on',
    about: "CASE WHEN agreement.state->>'declinedBy' IS NOT NULL THEN 'declined' ELSE '' END",
    note: (about) =>
      about === 'declined'
        ? '协议由我方起草，一方退回协商，请修改文本后重新定稿。'
        : '协议由我方起草，文本尚未定稿，定稿后各方才能签署。',
  },
  {
    operation: 'approveLongTerm',
    roles: ['DIST'],
    subject: 'agreement',
    where: () => `agreement.district_codes @> ARRAY[:viewerScope] AND ${isFrozen} AND NOT (${isSigned})
      AND ${isNotOver} AND ${isLongTerm} AND NOT ${isTermApproved}`,
    since: 'agreement.drafted_on',
    note: () => '协议期限超过三年，一方属于本区，须经批准后各方才能签署。',
  },
  {
    operation: 'signAgreement',
    roles: ['UNIT'],
    subject: 'agreement',
    where: (known) => `agreement.unit_ids @> ARRAY[:viewerScope] AND ${isFrozen} AND NOT (${isSigned}) AND ${isNotOver}
      AND NOT agreement.state->'signatures' @> ${mySignature} AND (NOT (${isLongTerm}) OR ${isTermApproved})
      AND CASE WHEN ${signatures} + 1 < cardinality(agreement.unit_ids) THEN ${isActive(':viewerScope', known)}
        ELSE ${areAllActive(known)} END`,
    since: sinceSame('agreement', "state->'contentHash'"),
    note: () => '协议文本已定稿，本单位是协议一方，尚未签署。',
  },
  {
    operation: 'fileAgreement',
    roles: ['DIST'],
    subject: 'agreement',
    where: () => `agreement.district_codes @> ARRAY[:viewerScope] AND ${isSigned} AND NOT agreement.voided
      AND NOT agreement.state->'filedIn' ? :viewerScope`,
    since: "agreement.state->>'signedOn'",
    note: () => '协议各方已签署，一方属于本区，尚未在本区备案。',
  },
];

const obligation = (known: Known) =>
  `JOIN views.obligation obligation ON obligation.agreement_id = agreement.key AND ${known('obligation')}`;
// A duty that a new text of the agreement dropped is none any more.
const isInText = `agreement.state->'terms'->'obligations'
  @> jsonb_build_array(jsonb_build_object('obligationId', obligation.obligation_id))`;
const reports = "agreement.state->'progress'->obligation.obligation_id->'reports'";
const sideOf = (unit: string) => `(SELECT party->>'side'
  FROM jsonb_array_elements(agreement.state->'terms'->'parties') AS each_of (party) WHERE party->>'unitId' = ${unit})`;

/** What waits of what units promised each other. */
export const obligationWork: readonly WorkRule[] = [
  {
    operation: 'fulfilObligation',
    roles: ['UNIT'],
    subject: 'agreement',
    join: obligation,
    where: () => `agreement.unit_ids @> ARRAY[:viewerScope] AND ${isInForce} AND ${isInText}
      AND obligation.unit_id = :viewerScope AND obligation.confirmed_on IS NULL
      AND obligation.reported_qty <= obligation.confirmed_qty
      AND obligation.due_on <= to_char(CAST(:today AS date) + ${DUTY_DAYS}, 'YYYY-MM-DD')`,
    dueOn: 'obligation.due_on',
    since: 'agreement.active_from',
    about: 'obligation.text',
    detail: { obligationId: 'obligation.obligation_id' },
    note: (text) => `本单位的协议义务尚未完成，履行后请报告：${text}`,
  },
  {
    operation: 'confirmObligation',
    roles: ['UNIT'],
    subject: 'agreement',
    join: obligation,
    where: () => `agreement.unit_ids @> ARRAY[:viewerScope] AND NOT agreement.voided AND ${isInText}
      AND obligation.counter_party_ids @> ARRAY[:viewerScope] AND obligation.confirmed_on IS NULL
      AND obligation.reported_qty > obligation.confirmed_qty
      AND NOT ${reports} @> jsonb_build_array(jsonb_build_object('reportedBy', CAST(:viewerAccount AS text)))
      AND (${sideOf('obligation.unit_id')} NOT IN ('GIVER', 'RECEIVER')
        OR ${sideOf('obligation.unit_id')} <> ${sideOf(':viewerScope')})`,
    since: 'obligation.last_fulfilled_on',
    about: 'obligation.text',
    detail: { obligationId: 'obligation.obligation_id' },
    note: (text) => `对方报告已履行义务，本单位是确认方，请核实后确认：${text}`,
  },
];
