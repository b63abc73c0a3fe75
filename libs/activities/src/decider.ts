import { type Aggregate, assertNever } from '@lianjian/event-sourcing/decider';
import type { Scope } from '@lianjian/permissions/actor';
import type { ActivityCommand, RecordedParticipation } from './commands.js';
import { approve, correct, dispute, reject, resolve } from './correcting.js';
import { annul, cancel } from './ending.js';
import type { ActivityEvent, ActivityEventOf } from './events.js';
import { plan, record, recordParticipation, verify } from './holding.js';
import { markMerged, merge } from './merging.js';
import { refuse } from './refusals.js';
import {
  type Activity,
  type ActivityState,
  type Counts,
  hostDistricts,
  isEnded,
  participationOf,
  sameCounts,
} from './state.js';

/** An activity and who took part, entered once by any host; it counts from being held until it is voided or merged. */
export const activity: Aggregate<ActivityState, ActivityCommand, ActivityEvent> = {
  category: 'activity',
  initialState: undefined,

  decide(command, state) {
    if (command.type === 'PlanActivity') return plan(command, state);
    if (command.type === 'RecordActivity') return record(command, state);
    if (!state) return refuse('activity/not-found');
    switch (command.type) {
      case 'CancelActivity':
        return cancel(command, state);
      case 'VoidActivity':
        return annul(command, state);
      case 'MergeActivity':
        return merge(command, state);
      case 'MarkActivityMerged':
        return markMerged(command, state);
    }
    if (isEnded(state)) return refuse('activity/ended');
    switch (command.type) {
      case 'RecordParticipation':
        return recordParticipation(command, state);
      case 'CorrectParticipation':
        return correct(command, state);
      case 'ApproveParticipationCorrection':
        return approve(command, state);
      case 'RejectParticipationCorrection':
        return reject(command, state);
      case 'DisputeParticipation':
        return dispute(command, state);
      case 'ResolveDispute':
        return resolve(command, state);
      case 'VerifyActivity':
        return verify(command, state);
      default:
        return assertNever(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'ActivityPlanned') return begun(event, 'PLANNED');
    if (event.type === 'ActivityHeld') return { ...begun(event, 'HELD'), enteredBy: [event.data.recordedBy] };
    return state && evolveBegun(state, event);
  },

  reach(command, state) {
    if (!state) {
      if (command.type !== 'PlanActivity' && command.type !== 'RecordActivity') return {};
      const { leadHostUnitId, coHostUnitIds, councilId } = command.data;
      return { units: [leadHostUnitId, ...coHostUnitIds], councils: [councilId] };
    }
    const councils = [state.councilId];
    const units = state.hosts.map(({ unitId }) => unitId);
    const districts = [...state.councilDistricts, ...hostDistricts(state)];
    switch (command.type) {
      // Over a plan its own hosts decide, whatever hosts the record names.
      case 'PlanActivity':
      case 'RecordActivity':
      case 'RecordParticipation':
      case 'CancelActivity':
        return { units, councils };
      case 'CorrectParticipation': {
        const own = participationOf(state, command.data.participantKey)?.unitId;
        return { units: own === undefined ? units : [...units, own], councils };
      }
      case 'DisputeParticipation':
        return { units: participantsOf(state) };
      case 'ApproveParticipationCorrection':
      case 'RejectParticipationCorrection':
        return { districts };
      case 'ResolveDispute':
      case 'VerifyActivity':
        return { councils };
      case 'VoidActivity':
      case 'MergeActivity':
        return { councils, districts };
      case 'MarkActivityMerged':
        return {};
      default:
        return assertNever(command);
    }
  },

  audience(state): Scope {
    if (!state) return {};
    const { hosts, councilId, councilDistricts, participations } = state;
    return {
      units: [...hosts.map(({ unitId }) => unitId), ...participantsOf(state)],
      councils: [councilId],
      districts: [
        ...councilDistricts,
        ...hostDistricts(state),
        ...participations.flatMap(({ districtCodeAtDate }) => districtCodeAtDate ?? []),
      ],
    };
  },
};

const participantsOf = ({ participations }: Activity): string[] => participations.flatMap(({ unitId }) => unitId ?? []);

function begun({ data }: ActivityEventOf<'ActivityPlanned' | 'ActivityHeld'>, status: 'PLANNED' | 'HELD'): Activity {
  const { activityId, councilId, councilDistricts, hosts, startAt, startOn, projectId, agreementIds } = data;
  return {
    activityId,
    status,
    councilId,
    councilDistricts,
    hosts,
    startAt,
    startOn,
    enteredBy: [],
    participations: [],
    ...(projectId !== undefined && { projectId }),
    agreementIds,
    proposed: {},
    disputes: {},
    mergedFrom: [],
  };
}

function evolveBegun(
  state: Activity,
  event: Exclude<ActivityEvent, { type: 'ActivityPlanned' | 'ActivityHeld' }>,
): Activity {
  switch (event.type) {
    case 'ParticipationRecorded': {
      const { participation, recordedBy } = event.data;
      return { ...enteredBy(state, recordedBy), participations: [...state.participations, participation] };
    }
    case 'ParticipationCorrected': {
      const { participantKey, to, proposedBy } = event.data;
      return {
        ...enteredBy(state, proposedBy),
        participations: withCounts(state, participantKey, to),
        proposed: without(state.proposed, participantKey),
      };
    }
    case 'ParticipationCorrectionProposed': {
      const { participantKey, ...proposal } = event.data;
      return { ...state, proposed: { ...state.proposed, [participantKey]: proposal } };
    }
    case 'ParticipationCorrectionRejected':
      return { ...state, proposed: without(state.proposed, event.data.participantKey) };
    case 'ParticipationDisputed': {
      const { participantKey, claimed, disputedBy } = event.data;
      return { ...state, disputes: { ...state.disputes, [participantKey]: { claimed, disputedBy } } };
    }
    case 'ParticipationDisputeResolved':
      return { ...state, disputes: without(state.disputes, event.data.participantKey) };
    case 'ActivityVerified':
      return { ...state, status: 'VERIFIED' };
    case 'ActivityCancelled':
      return { ...state, status: 'CANCELLED' };
    case 'ActivityVoided':
      return { ...state, status: 'VOIDED' };
    case 'ActivityMerged': {
      const { fromActivityId, hosts, participations, enteredByAccounts = [] } = event.data;
      // What was said of a number that is no more on record, nobody may approve or resolve.
      const isKept = (key: string) => hasSameCounts(participationOf(state, key), participations);
      return {
        ...state,
        hosts,
        participations,
        enteredBy: [...state.enteredBy, ...enteredByAccounts],
        proposed: only(isKept, state.proposed),
        disputes: only(isKept, state.disputes),
        mergedFrom: [...state.mergedFrom, fromActivityId],
      };
    }
    case 'ActivityMergedInto':
      return { ...state, status: 'MERGED', mergedInto: event.data.intoActivityId };
    default:
      return assertNever(event);
  }
}

const enteredBy = (state: Activity, accountId: string): Activity => ({
  ...state,
  enteredBy: [...state.enteredBy, accountId],
});

const withCounts = ({ participations }: Activity, participantKey: string, counts: Counts) =>
  participations.map((each) => {
    if (each.key !== participantKey) return each;
    const { partyMembers: _, ...participant } = each;
    return { ...participant, ...counts };
  });

const hasSameCounts = (before: RecordedParticipation | undefined, after: readonly RecordedParticipation[]) =>
  after.some((each) => each.key === before?.key && sameCounts(each, before));

const only = <T>(isKept: (key: string) => boolean, entries: Readonly<Record<string, T>>): Readonly<Record<string, T>> =>
  Object.fromEntries(Object.entries(entries).filter(([key]) => isKept(key)));

function without<T>(entries: Readonly<Record<string, T>>, key: string): Readonly<Record<string, T>> {
  const { [key]: _, ...rest } = entries;
  return rest;
}
