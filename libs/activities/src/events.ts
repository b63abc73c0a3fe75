import type { EventOf, Of } from '@lianjian/event-sourcing/schema';
import { codeOf } from '@lianjian/kernel/code-list';
import { businessDate, districtCode, headcount, id, optionalText, reason, summary } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { participationFlags, participationRoles } from './codes.js';
import { activityProfile } from './commands.js';

// Storage formats: never rename a type, never change a shape without an upcaster and a frozen fixture.

const accountId = z.string();

/** A host and its district on the start date. The lead host comes first. */
export const host = z.object({ unitId: id, districtCode });

/** Who took part, with its district on the start date: copied here, whatever becomes of the unit. */
export const recordedParticipation = z.object({
  key: z.string(),
  unitId: id.optional(),
  guestName: z.string().optional(),
  districtCodeAtDate: districtCode.optional(),
  role: codeOf(participationRoles),
  onSite: headcount,
  remote: headcount,
  partyMembers: headcount.optional(),
  external: z.boolean(),
});

const profile = {
  activityId: id,
  ...activityProfile.shape,
  hosts: z.array(host).readonly(),
  councilDistricts: z.array(districtCode).readonly(),
  /** The local date of the start: decides the month. */
  startOn: businessDate,
  onBehalfOfUnitId: id.optional(),
  enteredBy: z.enum(['HOST', 'OFFICE']),
};

const counts = { onSite: headcount, remote: headcount, partyMembers: headcount.optional() };

export const activityEvents = {
  ActivityPlanned: z.object(profile),
  /** `late`: its month was closed already. */
  ActivityHeld: z.object({ ...profile, summary, late: z.boolean(), recordedBy: accountId }),
  /** `flags`: worth a look, never a block. */
  ParticipationRecorded: z.object({
    activityId: id,
    participation: recordedParticipation,
    flags: z.array(codeOf(participationFlags)).readonly(),
    late: z.boolean(),
    recordedBy: accountId,
  }),
  ParticipationCorrected: z.object({
    participantKey: z.string(),
    from: z.object(counts),
    to: z.object(counts),
    reason,
    /** Its month was closed already. */
    afterClose: z.boolean(),
    proposedBy: accountId,
    approvedBy: accountId.optional(),
  }),
  ParticipationCorrectionProposed: z.object({
    participantKey: z.string(),
    to: z.object(counts),
    reason,
    proposedBy: accountId,
    /** How the office would settle a dispute: its approval settles it. */
    settlesDispute: z.boolean(),
  }),
  ParticipationCorrectionRejected: z.object({ participantKey: z.string(), reason }),
  ParticipationDisputed: z.object({
    participantKey: z.string(),
    claimed: z.object({ onSite: headcount, remote: headcount }),
    reason,
    disputedBy: accountId,
  }),
  /** Where the numbers changed, a ParticipationCorrected precedes it. */
  ParticipationDisputeResolved: z.object({
    participantKey: z.string(),
    outcome: z.enum(['UPHELD', 'CORRECTED']),
    reason,
  }),
  ActivityVerified: z.object({ note: optionalText(300), verifiedBy: accountId }),
  ActivityCancelled: z.object({ reason }),
  ActivityVoided: z.object({ reason, afterClose: z.boolean() }),
  /** On the record that stays: hosts and participations of both, per participant the larger headcount. */
  ActivityMerged: z.object({
    fromActivityId: id,
    hosts: z.array(host).readonly(),
    participations: z.array(recordedParticipation).readonly(),
    /** Participants whose numbers differed between the two records. */
    differing: z.array(z.string()).readonly(),
    reason,
    afterClose: z.boolean(),
    /** Who entered or corrected the record that goes: they do not verify the one that stays. */
    enteredByAccounts: z.array(accountId).readonly().optional(),
  }),
  /** On the record that goes: it counts no more. */
  ActivityMergedInto: z.object({ intoActivityId: id, reason }),
};

export type ActivityEvent = EventOf<typeof activityEvents>;
export type ActivityEventOf<T extends ActivityEvent['type']> = Of<ActivityEvent, T>;
