import { notFound } from '@lianjian/event-sourcing/errors';
import { contentHash } from '@lianjian/kernel/canonical-json';
import type { ProjectCommandOf } from './commands.js';
import type { ProjectEvent } from './events.js';
import { refuse } from './refusals.js';
import { distinct, requireStatus } from './rules.js';
import { type Claim, type Project, remainingOf } from './state.js';

export function openClaiming(
  { data: { slots }, by, on }: ProjectCommandOf<'OpenProjectClaiming'>,
  project: Project,
): readonly ProjectEvent[] {
  if (by.role === 'DIST' && by.scope !== project.leadDistrict) return refuse('project/not-the-lead-district');
  if (project.slots.length > 0) {
    return contentHash(project.slots) === contentHash(slots) ? [] : refuse('project/claiming-already-open');
  }
  requireStatus(project, 'REGISTERED');
  if (!distinct(slots.map(({ slotId }) => slotId))) return refuse('project/slots-not-distinct');
  return [{ type: 'ProjectClaimingOpened', data: { slots, on } }];
}

/** A unit offers to take on part of a slot. Both sides act: it is reserved only when the lead side accepts. */
export function claim(
  { data, facts, by, on }: ProjectCommandOf<'ClaimProject'>,
  project: Project,
): readonly ProjectEvent[] {
  if (!facts.claimantIsMember) throw notFound();
  const { slotId, quantity, promise, plannedOn } = data;
  const unitId = by.scope;
  if (unitId === project.leadUnitId) return refuse('project/lead-unit-cannot-claim');
  requireOpen(project);
  const slot = slotOf(project, slotId);

  const pending = project.claims.find(
    (other) => other.unitId === unitId && other.slotId === slotId && other.status === 'OFFERED',
  );
  if (pending) {
    const isSame = pending.quantity === quantity && pending.promise === promise && pending.plannedOn === plannedOn;
    return isSame ? [] : refuse('project/claim-already-offered');
  }

  if (!facts.claimantActive) return refuse('project/claimant-not-active');
  if (plannedOn < project.startOn || plannedOn > project.plannedEndOn) return refuse('project/claim-outside-plan');
  if (quantity > remainingOf(project, slot)) return refuse('project/slot-exhausted');
  const claimId = `c${project.claims.length + 1}`;
  return [
    {
      type: 'ProjectClaimOffered',
      data: { claimId, unitId, slotId, quantity, promise, plannedOn, offeredBy: by.accountId, on },
    },
  ];
}

/** Four eyes: offerer ≠ accepter. Never more than the slot holds, whoever else was accepted in the meantime. */
export function acceptClaim(
  { data: { claimId }, by, on }: ProjectCommandOf<'AcceptProjectClaim'>,
  project: Project,
): readonly ProjectEvent[] {
  const { unitId, slotId, quantity, offeredBy, status } = claimOf(project, claimId);
  if (status === 'ACCEPTED') return [];
  if (status === 'DECLINED') return refuse('project/claim-already-decided');
  if (by.accountId === offeredBy) return refuse('project/offerer-cannot-accept');
  requireOpen(project);
  if (quantity > remainingOf(project, slotOf(project, slotId))) return refuse('project/slot-exhausted');
  return [{ type: 'ProjectClaimAccepted', data: { claimId, unitId, slotId, quantity, on } }];
}

export function declineClaim(
  { data: { claimId, reason }, on }: ProjectCommandOf<'DeclineProjectClaim'>,
  project: Project,
): readonly ProjectEvent[] {
  const { unitId, status } = claimOf(project, claimId);
  if (status === 'DECLINED') return [];
  if (status === 'ACCEPTED') return refuse('project/claim-already-decided');
  return [{ type: 'ProjectClaimDeclined', data: { claimId, unitId, reason, on } }];
}

/** Slots that are still free may be taken after the signing and while the project runs. */
function requireOpen(project: Project): void {
  if (project.slots.length === 0) refuse('project/claiming-not-open');
  requireStatus(project, 'CLAIMING', 'SIGNED', 'RUNNING', 'RETURNED');
}

function slotOf({ slots }: Project, wanted: string) {
  return slots.find(({ slotId }) => slotId === wanted) ?? refuse('project/slot-unknown');
}

function claimOf({ claims }: Project, wanted: string): Claim {
  return claims.find(({ claimId }) => claimId === wanted) ?? refuse('project/claim-unknown');
}
