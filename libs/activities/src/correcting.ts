import type { ActivityCommandOf, RecordedParticipation } from './commands.js';
import type { ActivityEvent } from './events.js';
import { assertPartyMembers } from './holding.js';
import { refuse } from './refusals.js';
import {
  type Activity,
  type Counts,
  countable,
  countsOf,
  type ProposedCorrection,
  participationOf,
  sameCounts,
  totalOf,
} from './state.js';

/**
 * At once while the month is open, once verified by the office alone; afterwards a proposal (ACT-g). A number of Party
 * members left out stays as it was, unless nobody is left.
 */
export function correct(
  { data, facts, by }: ActivityCommandOf<'CorrectParticipation'>,
  activity: Activity,
): readonly ActivityEvent[] {
  const { participantKey, onSite, remote, reason } = data;
  const participation = recorded(activity, participantKey);
  const unchanged = totalOf(data) > 0 ? participation.partyMembers : undefined;
  const to = countsOf({ onSite, remote, partyMembers: data.partyMembers ?? unchanged });
  assertPartyMembers(to);
  if (sameCounts(participation, to)) return [];
  assertSomebodyLeft(activity, participantKey, to);
  const proposal = { to, reason, proposedBy: by.accountId, settlesDispute: false };
  if (facts.monthClosed) return propose(activity, participantKey, proposal);
  if (activity.status === 'VERIFIED' && by.role === 'UNIT') return refuse('activity/verified-changed-by-office');
  return [corrected(participation, proposal, { afterClose: false })];
}

/** Four eyes: who proposed a correction of a closed month does not approve it. Others may have been corrected since. */
export function approve(
  { data: { participantKey }, by }: ActivityCommandOf<'ApproveParticipationCorrection'>,
  activity: Activity,
): readonly ActivityEvent[] {
  const participation = recorded(activity, participantKey);
  const proposal = activity.proposed[participantKey];
  if (!proposal) return refuse('activity/nothing-proposed');
  if (proposal.proposedBy === by.accountId) return refuse('activity/proposer-cannot-approve');
  assertSomebodyLeft(activity, participantKey, proposal.to);
  const correction = corrected(participation, proposal, { afterClose: true, approvedBy: by.accountId });
  return proposal.settlesDispute ? [correction, resolved(participantKey, 'CORRECTED', proposal.reason)] : [correction];
}

/** A dispute that the proposal would have settled stays open. */
export function reject(
  { data }: ActivityCommandOf<'RejectParticipationCorrection'>,
  activity: Activity,
): readonly ActivityEvent[] {
  recorded(activity, data.participantKey);
  if (!activity.proposed[data.participantKey]) return refuse('activity/nothing-proposed');
  return [{ type: 'ParticipationCorrectionRejected', data }];
}

/** A unit speaks for its own headcount only: the actor is the participant. */
export function dispute(
  { data: { onSite, remote, reason }, by }: ActivityCommandOf<'DisputeParticipation'>,
  activity: Activity,
): readonly ActivityEvent[] {
  const participantKey = by.scope;
  const participation = recorded(activity, participantKey);
  const claimed = { onSite, remote };
  const undisputed = activity.disputes[participantKey]?.claimed ?? participation;
  if (undisputed.onSite === onSite && undisputed.remote === remote) return [];
  assertSomebodyLeft(activity, participantKey, claimed);
  return [{ type: 'ParticipationDisputed', data: { participantKey, claimed, reason, disputedBy: by.accountId } }];
}

/** Four eyes: not by who raised it. New numbers for a closed month settle the dispute once they are approved (ACT-g). */
export function resolve(
  { data, facts, by }: ActivityCommandOf<'ResolveDispute'>,
  activity: Activity,
): readonly ActivityEvent[] {
  const { participantKey, reason } = data;
  const participation = recorded(activity, participantKey);
  const open = activity.disputes[participantKey];
  if (!open) return refuse('activity/nothing-disputed');
  if (open.disputedBy === by.accountId) return refuse('activity/disputer-cannot-resolve');

  const to = data.corrected ? agreed(participation, data.corrected) : participation;
  if (sameCounts(participation, to)) return [resolved(participantKey, 'UPHELD', reason)];
  assertSomebodyLeft(activity, participantKey, to);
  const proposal = { to, reason, proposedBy: by.accountId, settlesDispute: true };
  if (facts.monthClosed) return propose(activity, participantKey, proposal);
  return [corrected(participation, proposal, { afterClose: false }), resolved(participantKey, 'CORRECTED', reason)];
}

function recorded(activity: Activity, participantKey: string): RecordedParticipation {
  if (!countable(activity)) return refuse('activity/not-held');
  return participationOf(activity, participantKey) ?? refuse('activity/participation-unknown');
}

/** Who was listed by mistake comes down to nobody; an activity where nobody was is voided instead. */
function assertSomebodyLeft({ participations }: Activity, participantKey: string, to: Counts): void {
  const others = participations.filter(({ key }) => key !== participantKey);
  if (totalOf(to) < 1 && others.every((each) => totalOf(each) < 1)) refuse('activity/nobody-left');
}

/** The agreed numbers say nothing of Party members: the recorded number stays where it is still possible. */
function agreed({ partyMembers }: Counts, { onSite, remote }: Counts): Counts {
  const isPossible = (partyMembers ?? 0) <= totalOf({ onSite, remote });
  return countsOf({ onSite, remote, partyMembers: isPossible ? partyMembers : undefined });
}

/** One proposal a participant at a time: whoever approves approves what he has seen. */
function propose({ proposed }: Activity, participantKey: string, proposal: ProposedCorrection): ActivityEvent[] {
  const pending = proposed[participantKey];
  if (!pending) return [{ type: 'ParticipationCorrectionProposed', data: { participantKey, ...proposal } }];
  const isSame = sameCounts(pending.to, proposal.to) && pending.settlesDispute === proposal.settlesDispute;
  return isSame ? [] : refuse('activity/correction-pending');
}

function corrected(
  participation: RecordedParticipation,
  { to, reason, proposedBy }: ProposedCorrection,
  close: Readonly<{ afterClose: boolean; approvedBy?: string }>,
): ActivityEvent {
  const from = countsOf(participation);
  const { key: participantKey } = participation;
  return { type: 'ParticipationCorrected', data: { participantKey, from, to, reason, proposedBy, ...close } };
}

function resolved(participantKey: string, outcome: 'UPHELD' | 'CORRECTED', reason: string): ActivityEvent {
  return { type: 'ParticipationDisputeResolved', data: { participantKey, outcome, reason } };
}
