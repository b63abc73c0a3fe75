import { isActive, type Known, type WorkRule } from './work-rule.js';

/** How many days ahead a milestone is announced. */
const MILESTONE_DAYS = 30;

const isLed = 'project.unit_ids @> ARRAY[:viewerScope] AND project.lead_unit_id = :viewerScope';
/** The lead district, or for a city-wide project the city (PRJ-a). */
const isDecidedByMe = `CASE project.state->>'registeringAuthority' WHEN 'CITY' THEN :viewerRole = 'CITY'
  ELSE :viewerRole = 'DIST' AND project.lead_district = :viewerScope END`;
const isConsented = `NOT EXISTS (SELECT FROM unnest(project.districts) AS asked (code)
  WHERE code <> project.lead_district AND NOT project.state->'consents' ? code)`;
const sinceStatus = "project.state->'history'->-1->>'on'";
const sinceRegistered = `(SELECT entry->>'on' FROM jsonb_array_elements(project.state->'history') AS each_of (entry)
  WHERE entry->>'status' = 'REGISTERED')`;

const openMilestones = `CROSS JOIN LATERAL jsonb_array_elements(project.state->'milestones') AS milestones (milestone)`;
const nameOfMilestone = `(SELECT promised->>'name' FROM jsonb_array_elements(project.profile->'milestones') AS each_of (promised)
  WHERE promised->>'milestoneId' = milestone->>'milestoneId')`;

const slot = `JOIN LATERAL jsonb_array_elements(project.state->'slots') AS slots (slot)
  ON slot->>'slotId' = offer->>'slotId'`;
const taken = `(SELECT coalesce(sum((other->>'quantity')::int), 0)
  FROM jsonb_array_elements(project.state->'claims') AS each_of (other)
  WHERE other->>'slotId' = offer->>'slotId' AND other->>'status' = 'ACCEPTED')`;
// The steps keep the days of the offers, in the order of the claims.
const sinceOffered = `(SELECT step->>'on' FROM jsonb_array_elements(project.steps) WITH ORDINALITY AS each_of (step, nr)
  WHERE step->>'type' = 'ProjectClaimOffered' ORDER BY nr OFFSET claims.nr - 1 LIMIT 1)`;

const hasSignedAgreement = (known: Known) => `EXISTS (SELECT FROM views.agreement signed
  WHERE signed.key = ANY(project.agreement_ids) AND ${known('signed')} AND NOT signed.voided
    AND signed.state->>'signedOn' <= :today AND signed.term_to >= :today
    AND (signed.terminated_from IS NULL OR signed.terminated_from > :today))`;

/** What waits about projects. */
export const projectWork: readonly WorkRule[] = [
  {
    operation: 'registerProject',
    roles: ['CITY', 'DIST'],
    subject: 'project',
    join: (known) => `JOIN views.council council ON council.key = project.council_id AND ${known('council')}`,
    where: () => `project.status = 'PROPOSED' AND ${isDecidedByMe} AND council.host_districts @> project.districts`,
    since: sinceStatus,
    note: () => '项目已申报，由本部门决定是否立项。',
  },
  {
    operation: 'consentToProject',
    roles: ['DIST'],
    subject: 'project',
    where: () => `project.status IN ('REGISTERED', 'CLAIMING', 'SIGNED') AND project.districts @> ARRAY[:viewerScope]
      AND project.lead_district <> :viewerScope AND NOT project.state->'consents' ? :viewerScope`,
    since: sinceRegistered,
    note: () => '项目涉及本区，参与区全部同意后才能启动，本区尚未表示同意。',
  },
  {
    operation: 'openProjectClaiming',
    roles: ['DIST'],
    subject: 'project',
    where: () => `project.status = 'REGISTERED' AND project.lead_district = :viewerScope
      AND jsonb_array_length(project.state->'slots') = 0 AND ${isConsented}`,
    since: sinceStatus,
    note: () => '本区牵头的项目已立项，参与区均已同意，可以开放认领。',
  },
  {
    operation: 'acceptProjectClaim',
    roles: ['UNIT', 'DIST'],
    subject: 'project',
    join: () =>
      `CROSS JOIN LATERAL jsonb_array_elements(project.state->'claims') WITH ORDINALITY AS claims (offer, nr) ${slot}`,
    where: () => `CASE :viewerRole WHEN 'UNIT' THEN ${isLed} ELSE project.lead_district = :viewerScope END
      AND project.status IN ('CLAIMING', 'SIGNED', 'RUNNING', 'RETURNED')
      AND offer->>'status' = 'OFFERED' AND offer->>'offeredBy' <> :viewerAccount
      AND (slot->>'quantity')::int - ${taken} >= (offer->>'quantity')::int`,
    since: sinceOffered,
    about: "slot->>'name'",
    detail: { claimId: "offer->>'claimId'" },
    note: (slotName) => `有单位提出认领“${slotName}”，由项目牵头方决定是否接受。`,
  },
  {
    operation: 'startProject',
    roles: ['UNIT'],
    subject: 'project',
    where: (known) => `${isLed} AND project.status = 'SIGNED' AND ${isConsented}
      AND ${isActive('project.lead_unit_id', known)} AND ${hasSignedAgreement(known)}`,
    dueOn: "project.state->>'startOn'",
    since: sinceStatus,
    note: () => '本单位牵头的项目已签约，参与区均已同意，可以启动实施。',
  },
  {
    operation: 'reachMilestone',
    roles: ['UNIT'],
    subject: 'project',
    join: () => openMilestones,
    where: () => `${isLed} AND project.status IN ('RUNNING', 'RETURNED') AND milestone->>'reachedOn' IS NULL
      AND milestone->>'dueOn' <= to_char(CAST(:today AS date) + ${MILESTONE_DAYS}, 'YYYY-MM-DD')`,
    dueOn: "milestone->>'dueOn'",
    since: "project.state->>'startedOn'",
    about: nameOfMilestone,
    detail: { milestoneId: "milestone->>'milestoneId'" },
    note: (name) => `本单位牵头的项目里程碑“${name}”即将到期或已到期，完成后请报告。`,
  },
  {
    operation: 'requestProjectAcceptance',
    roles: ['UNIT'],
    subject: 'project',
    where: () => `${isLed} AND project.status IN ('RUNNING', 'RETURNED')
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(project.state->'milestones') AS each_of (milestone)
        WHERE milestone->>'reachedOn' IS NULL)`,
    dueOn: "project.state->>'plannedEndOn'",
    since: `(SELECT max(milestone->>'reachedOn')
      FROM jsonb_array_elements(project.state->'milestones') AS each_of (milestone))`,
    note: () => '本单位牵头的项目里程碑均已完成，可以申请验收。',
  },
  {
    operation: 'acceptProject',
    roles: ['CITY', 'DIST'],
    subject: 'project',
    where: () => `project.status = 'ACCEPTANCE' AND ${isDecidedByMe}
      AND project.state->'acceptance'->>'requestedBy' <> :viewerAccount`,
    since: sinceStatus,
    note: () => '牵头单位已申请验收，由立项部门验收或退回。',
  },
];
