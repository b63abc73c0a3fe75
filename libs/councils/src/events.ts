import type { EventOf } from '@lianjian/event-sourcing/schema';
import { codeOf } from '@lianjian/kernel/code-list';
import { businessDate, councilCode, districtCode, docNumber, freeText, id, reason } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { basePeriod, councilCommands, qualifier, rational } from './commands.js';
import { baselineOrigins } from './kinds.js';

const accountId = z.string().min(1);
const effectiveOn = businessDate;
const handover = { fromDistrict: districtCode, toDistrict: districtCode, handoverOn: businessDate };
const openItems = freeText(2, 2000).optional();

// Storage formats: never rename a type, never change a shape without an upcaster and a frozen fixture.
export const councilEvents = {
  CouncilProposed: z.object({
    councilId: id,
    councilCode,
    ...councilCommands.ProposeCouncil.shape,
    proposedBy: accountId,
    proposedOn: businessDate,
  }),
  /** `establishedOn` is null where only the year is known. */
  CouncilEstablished: z.object({
    foundingDoc: docNumber.optional(),
    establishedOn: businessDate.nullable(),
    establishedYear: z.int(),
    proposedBy: accountId,
    approvedBy: accountId,
  }),
  CharterAdopted: z.object({ charterVersion: freeText(1, 30), adoptedOn: businessDate }),
  MemberAdmitted: z.object({ unitId: id, effectiveOn, recommendedBy: accountId, admittedBy: accountId }),
  MemberVetoed: z.object({ unitId: id, reason, vetoedOn: businessDate.optional() }),
  MemberSuspended: z.object({ unitId: id, effectiveOn, reason }),
  MemberResumed: z.object({ unitId: id, effectiveOn, reason: reason.optional() }),
  MemberWithdrawn: z.object({ unitId: id, effectiveOn, reason }),
  DutyDistrictAssigned: z.object({ districtCode, from: businessDate, to: businessDate }),
  DutyHandoverSigned: z.object({ ...handover, signedFor: districtCode, signedBy: accountId, openItems }),
  DutyHandedOver: z.object({ ...handover, fromSignedBy: accountId, toSignedBy: accountId, openItems }),
  ParticipationBaselineSet: z.object({
    period: basePeriod,
    origin: codeOf(baselineOrigins),
    value: rational,
    pairs: z.int().optional(),
    unitMonths: rational.optional(),
    qualifier,
    source: freeText(2, 200).optional(),
  }),
  CouncilSuspended: z.object({ effectiveOn, reason }),
  CouncilResumed: z.object({ effectiveOn, reason: reason.optional() }),
  CouncilDissolutionProposed: z.object({ effectiveOn, reason, proposedBy: accountId }),
  CouncilDissolved: z.object({ effectiveOn, reason, proposedBy: accountId, approvedBy: accountId }),
};

export type CouncilEvent = EventOf<typeof councilEvents>;
