import { type Aggregate, assertNever } from '@lianjian/event-sourcing/decider';
import { type BusinessDate, businessDateOf } from '@lianjian/kernel/time';
import { setBaseline } from './baseline.js';
import type { CouncilCommand } from './commands.js';
import { assignDutyDistrict, handOverDuty } from './duty.js';
import type { CouncilEvent } from './events.js';
import type { CouncilStatus, MemberStatus } from './kinds.js';
import { adoptCharter, dissolve, establish, establishedFrom, propose, resume, suspend } from './lifecycle.js';
import { admit, resumeMember, suspendMember, veto, withdrawMember } from './membership.js';
import { refuse } from './refusals.js';
import { type Council, type CouncilState, cityOfCouncil } from './state.js';

/** A council of member units, led by a city or a district, whose host districts take turns at the chair. */
export const council: Aggregate<CouncilState, CouncilCommand, CouncilEvent> = {
  category: 'council',
  initialState: undefined,

  decide(command, state) {
    if (command.on > businessDateOf(command.at)) return refuse('council/date-in-future');
    if (command.type === 'ProposeCouncil') return propose(command, state);
    if (!state) return refuse('council/not-found');

    switch (command.type) {
      case 'EstablishCouncil':
        return establish(command, state);
      case 'AdoptCharter':
        return adoptCharter(command, state);
      case 'AdmitMember':
        return admit(command, state);
      case 'VetoMember':
        return veto(command, state);
      case 'SuspendMember':
        return suspendMember(command, state);
      case 'ResumeMember':
        return resumeMember(command, state);
      case 'WithdrawMember':
        return withdrawMember(command, state);
      case 'AssignDutyDistrict':
        return assignDutyDistrict(command, state);
      case 'HandOverDuty':
        return handOverDuty(command, state);
      case 'SetParticipationBaseline':
        return setBaseline(command, state);
      case 'SuspendCouncil':
        return suspend(command, state);
      case 'ResumeCouncil':
        return resume(command, state);
      case 'DissolveCouncil':
        return dissolve(command, state);
      default:
        return assertNever(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'CouncilProposed') {
      const { councilId, councilCode, leadAuthority, hostDistricts, proposedBy, proposedOn } = event.data;
      return {
        councilId,
        councilCode,
        leadAuthority,
        hostDistricts,
        proposedBy,
        statuses: [{ status: 'PREPARING', from: proposedOn }],
        members: {},
        vetoed: {},
        dutyTerms: [],
        handovers: [],
        baselines: [],
      };
    }
    if (!state) return state;

    switch (event.type) {
      case 'CouncilEstablished': {
        const from = establishedFrom(event.data);
        // A council may be older than its entry here: then its preparation lies before all records.
        const before = state.statuses.filter((earlier) => earlier.from < from);
        return { ...state, statuses: [...before, { status: 'ESTABLISHED', from }] };
      }
      case 'CharterAdopted':
        return { ...state, charterVersion: event.data.charterVersion };
      case 'MemberAdmitted':
      case 'MemberResumed':
        return withMember(state, event.data, 'ACTIVE');
      case 'MemberSuspended':
        return withMember(state, event.data, 'SUSPENDED');
      case 'MemberWithdrawn':
        return withMember(state, event.data, 'WITHDRAWN');
      case 'MemberVetoed':
        return { ...state, vetoed: { ...state.vetoed, [event.data.unitId]: event.data.vetoedOn ?? FOR_GOOD } };
      case 'DutyDistrictAssigned':
        return { ...state, dutyTerms: [...state.dutyTerms, event.data] };
      case 'DutyHandoverSigned': {
        const { handoverOn, signedFor, signedBy, openItems } = event.data;
        const signed = { handoverOn, signedFor, signedBy, openItems, isComplete: false };
        return { ...state, handovers: [...state.handovers, signed] };
      }
      case 'DutyHandedOver':
        return {
          ...state,
          handovers: state.handovers.map((handover) =>
            handover.handoverOn === event.data.handoverOn ? { ...handover, isComplete: true } : handover,
          ),
        };
      case 'ParticipationBaselineSet': {
        const others = state.baselines.filter(({ period }) => period !== event.data.period);
        return { ...state, baselines: [...others, event.data] };
      }
      case 'CouncilSuspended':
        return withStatus(state, 'SUSPENDED', event.data.effectiveOn);
      case 'CouncilResumed':
        return withStatus(state, 'ESTABLISHED', event.data.effectiveOn);
      case 'CouncilDissolutionProposed':
        return { ...state, dissolution: event.data };
      case 'CouncilDissolved':
        return { ...withStatus(state, 'DISSOLVED', event.data.effectiveOn), dissolution: undefined };
      default:
        return assertNever(event);
    }
  },

  reach(command, state) {
    if (command.type === 'ProposeCouncil') return { districts: command.data.hostDistricts };
    if (!state) return {};

    const city = [cityOfCouncil(state)];
    switch (command.type) {
      case 'EstablishCouncil':
      case 'SetParticipationBaseline':
      case 'SuspendCouncil':
      case 'ResumeCouncil':
      case 'DissolveCouncil':
        // A district decides about a council of its own; one of several districts is the city's.
        return { districts: state.hostDistricts.length === 1 ? state.hostDistricts : city };
      case 'HandOverDuty': {
        const { fromDistrict, toDistrict } = command.data;
        return { districts: state.hostDistricts.filter((code) => code === fromDistrict || code === toDistrict) };
      }
      default:
        return { districts: city, councils: [state.councilId] };
    }
  },

  audience: (state) =>
    state ? { districts: state.hostDistricts, councils: [state.councilId], units: Object.keys(state.members) } : {},
};

/** How long a veto lasts of which nobody recorded the day. */
const FOR_GOOD: BusinessDate = '9999-12-31';

const withStatus = (state: Council, status: CouncilStatus, from: BusinessDate): Council => ({
  ...state,
  statuses: [...state.statuses, { status, from }],
});

function withMember(
  state: Council,
  { unitId, effectiveOn }: Readonly<{ unitId: string; effectiveOn: BusinessDate }>,
  status: MemberStatus,
): Council {
  const history = [...(state.members[unitId] ?? []), { status, from: effectiveOn }];
  return { ...state, members: { ...state.members, [unitId]: history } };
}
