import type { EventOf, Of } from '@lianjian/event-sourcing/schema';
import { businessDate, districtCode, freeText, id, optionalText, projectNo, reason } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { budgetActual, claimSlot, newDueDate, outcome, projectProfile, slotQuantity } from './commands.js';

// Storage formats: never rename a type, never change a shape without an upcaster and a frozen fixture.

const accountId = z.string();
const key = z.string();
/** The business date of the event: repeats the envelope's, so that the state can answer for any date. */
const on = businessDate;

export const projectEvents = {
  ProjectProposed: z.object({ ...projectProfile.shape, on }),
  /** Numbered and approved. `consentsNeeded`: every other district named, before it may start. */
  ProjectRegistered: z.object({ projectNo, consentsNeeded: z.array(districtCode), on }),
  ProjectRejected: z.object({ reason, on }),
  DistrictConsentGiven: z.object({ districtCode, note: optionalText(300), on }),
  ProjectClaimingOpened: z.object({ slots: z.array(claimSlot), on }),
  ProjectClaimOffered: z.object({
    claimId: key,
    unitId: id,
    slotId: key,
    quantity: slotQuantity,
    promise: freeText(5, 300),
    plannedOn: businessDate,
    offeredBy: accountId,
    on,
  }),
  ProjectClaimAccepted: z.object({ claimId: key, unitId: id, slotId: key, quantity: slotQuantity, on }),
  ProjectClaimDeclined: z.object({ claimId: key, unitId: id, reason, on }),
  ProjectAgreementLinked: z.object({ agreementId: id, on }),
  ProjectStarted: z.object({ exemptionReason: reason.optional(), on }),
  MilestoneReached: z.object({
    milestoneId: key,
    reachedOn: businessDate,
    dueOn: businessDate,
    originalDueOn: businessDate,
    evidence: freeText(5, 500),
  }),
  /** The plan now; what was first registered stays what on-time measures ask for. */
  ProjectReplanned: z.object({
    endOn: businessDate,
    previousEndOn: businessDate,
    milestones: z.array(newDueDate),
    reason,
    on,
  }),
  ProjectSuspended: z.object({ reason, on }),
  ProjectResumed: z.object({ reason, on }),
  AcceptanceRequested: z.object({
    outcome,
    activityIds: z.array(id),
    deliveryNote: optionalText(500),
    budgetActuals: z.array(budgetActual),
    requestedBy: accountId,
    on,
  }),
  AcceptanceReturned: z.object({ reason, on }),
  ProjectCompleted: z.object({ completedOn: businessDate, note: optionalText(500), on }),
  /** With approval: somebody else has to give it. */
  ProjectTerminationProposed: z.object({ reason, proposedBy: accountId, on }),
  ProjectTerminated: z.object({ reason, approved: z.boolean(), on }),
};

export type ProjectEvent = EventOf<typeof projectEvents>;
export type ProjectEventOf<T extends ProjectEvent['type']> = Of<ProjectEvent, T>;
