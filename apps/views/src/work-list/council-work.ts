import type { WorkRule } from './work-rule.js';

/** How many days ahead a handover of the chair is announced. */
const HANDOVER_DAYS = 30;

/** What waits about councils. */
export const councilWork: readonly WorkRule[] = [
  {
    operation: 'establishCouncil',
    roles: ['CITY', 'DIST'],
    subject: 'council',
    where: () => `council.status = 'PREPARING' AND council.proposal->>'proposedBy' <> :viewerAccount
      AND (:viewerRole = 'CITY' OR council.host_districts = ARRAY[:viewerScope])`,
    since: "council.proposal->>'proposedOn'",
    note: () => '该联席会已提出成立，须由提出人以外的人员批准。',
  },
  {
    operation: 'handOverDuty',
    roles: ['DIST'],
    subject: 'council',
    join: () => `CROSS JOIN LATERAL (SELECT term->>'districtCode' AS to_district, term->>'from' AS on_date,
        council.duty_terms->(nr::int - 2)->>'districtCode' AS from_district
      FROM jsonb_array_elements(council.duty_terms) WITH ORDINALITY AS each_of (term, nr) WHERE nr > 1) AS handover`,
    where: () => `council.status <> 'DISSOLVED' AND handover.from_district <> handover.to_district
      AND :viewerScope IN (handover.from_district, handover.to_district)
      AND handover.on_date <= to_char(CAST(:today AS date) + ${HANDOVER_DAYS}, 'YYYY-MM-DD')
      AND NOT EXISTS (SELECT FROM jsonb_array_elements(council.handovers) AS each_of (signed)
        WHERE signed->>'handoverOn' = handover.on_date
          AND ((signed->'complete')::boolean OR signed->'signedFor' ? :viewerScope))`,
    dueOn: 'handover.on_date',
    part: 'handover.on_date',
    note: () => '联席会轮值即将交接或已到交接日，本区是交接一方，尚未签署。',
  },
];
