import { type Aggregate, assertNever } from '@lianjian/event-sourcing/decider';
import type { BusinessDate } from '@lianjian/kernel/time';
import type { Scope } from '@lianjian/permissions/actor';
import { accept, requestAcceptance, returnToLeadUnit } from './accepting.js';
import { acceptClaim, claim, declineClaim, openClaiming } from './claiming.js';
import type { ClaimStatus, ProjectStatus } from './codes.js';
import type { ProjectCommand } from './commands.js';
import type { ProjectEvent, ProjectEventOf } from './events.js';
import { consent, propose, register, reject } from './proposing.js';
import { refuse } from './refusals.js';
import { linkAgreement, reachMilestone, replan, resume, start, suspend, terminate } from './running.js';
import { type Project, type ProjectState, statusOf } from './state.js';

/** A joint project runs once every district it names has agreed, and is done once somebody else has accepted it. */
export const project: Aggregate<ProjectState, ProjectCommand, ProjectEvent> = {
  category: 'project',
  initialState: undefined,

  decide(command, state) {
    if (command.type === 'ProposeProject') return propose(command, state);
    if (!state) return refuse('project/not-found');
    switch (command.type) {
      case 'RegisterProject':
        return register(command, state);
      case 'RejectProject':
        return reject(command, state);
      case 'ConsentToProject':
        return consent(command, state);
      case 'OpenProjectClaiming':
        return openClaiming(command, state);
      case 'ClaimProject':
        return claim(command, state);
      case 'AcceptProjectClaim':
        return acceptClaim(command, state);
      case 'DeclineProjectClaim':
        return declineClaim(command, state);
      case 'LinkProjectAgreement':
        return linkAgreement(command, state);
      case 'StartProject':
        return start(command, state);
      case 'ReachMilestone':
        return reachMilestone(command, state);
      case 'ReplanProject':
        return replan(command, state);
      case 'SuspendProject':
        return suspend(command, state);
      case 'ResumeProject':
        return resume(command, state);
      case 'RequestProjectAcceptance':
        return requestAcceptance(command, state);
      case 'ReturnProject':
        return returnToLeadUnit(command, state);
      case 'AcceptProject':
        return accept(command, state);
      case 'TerminateProject':
        return terminate(command, state);
      default:
        return assertNever(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'ProjectProposed') return proposed(event);
    return state && evolveProposed(state, event);
  },

  reach(command, state) {
    if (command.type === 'ProposeProject') {
      const { leadUnitId, councilId, districts } = command.data;
      return { units: [leadUnitId], councils: [councilId], districts };
    }
    if (!state) return {};
    const { districts, leadDistrict, leadUnitId, councilId } = state;
    switch (command.type) {
      // Which of the districts may is PRJ-a, and each of them should hear why it may not.
      case 'RegisterProject':
      case 'RejectProject':
      case 'ConsentToProject':
      case 'OpenProjectClaiming':
      case 'ReturnProject':
      case 'AcceptProject':
        return { districts };
      case 'ClaimProject':
        // Any member of the council; whether it is one, the facts say.
        return { units: [command.by.scope] };
      case 'AcceptProjectClaim':
      case 'DeclineProjectClaim':
      case 'StartProject':
      case 'ReplanProject':
        return { units: [leadUnitId], districts: [leadDistrict] };
      case 'LinkProjectAgreement':
        return { units: [leadUnitId], districts: [leadDistrict], councils: [councilId] };
      case 'ReachMilestone':
      case 'RequestProjectAcceptance':
        return { units: [leadUnitId] };
      case 'SuspendProject':
      case 'ResumeProject':
        return { districts: [leadDistrict] };
      case 'TerminateProject':
        return { districts: [leadDistrict], councils: [councilId] };
      default:
        return assertNever(command);
    }
  },

  audience(state): Scope {
    if (!state) return {};
    const { districts, councilId, referencingCouncilIds, leadUnitId, partnerUnitIds, claims } = state;
    return {
      districts,
      councils: [councilId, ...referencingCouncilIds],
      units: [leadUnitId, ...partnerUnitIds, ...claims.map(({ unitId }) => unitId)],
    };
  },
};

function proposed({
  data: { plan, milestones, budgetLines, on, ...profile },
}: ProjectEventOf<'ProjectProposed'>): Project {
  const { registeringAuthority, districts, leadDistrict, leadUnitId, partnerUnitIds, ledBySecretary } = profile;
  return {
    councilId: profile.councilId,
    referencingCouncilIds: profile.referencingCouncilIds,
    registeringAuthority,
    districts,
    leadDistrict,
    leadUnitId,
    partnerUnitIds,
    ledBySecretary,
    startOn: plan.startOn,
    originalEndOn: plan.endOn,
    plannedEndOn: plan.endOn,
    milestones: milestones.map(({ milestoneId, dueOn }) => ({ milestoneId, dueOn, originalDueOn: dueOn })),
    budgetLineIds: budgetLines.map(({ budgetLineId }) => budgetLineId),
    consents: [],
    slots: [],
    claims: [],
    agreementIds: [],
    history: [{ status: 'PROPOSED', on }],
  };
}

function evolveProposed(state: Project, event: Exclude<ProjectEvent, { type: 'ProjectProposed' }>): Project {
  switch (event.type) {
    case 'ProjectRegistered':
      return { ...moved(state, 'REGISTERED', event.data.on), projectNo: event.data.projectNo };
    case 'ProjectRejected':
      return moved(state, 'REJECTED', event.data.on);
    case 'DistrictConsentGiven':
      return { ...state, consents: [...state.consents, event.data.districtCode] };
    case 'ProjectClaimingOpened':
      return { ...moved(state, 'CLAIMING', event.data.on), slots: event.data.slots };
    case 'ProjectClaimOffered': {
      const { on: _, ...offer } = event.data;
      return { ...state, claims: [...state.claims, { ...offer, status: 'OFFERED' }] };
    }
    case 'ProjectClaimAccepted':
      return decided(state, event.data.claimId, 'ACCEPTED');
    case 'ProjectClaimDeclined':
      return decided(state, event.data.claimId, 'DECLINED');
    case 'ProjectAgreementLinked': {
      const { agreementId, on } = event.data;
      const linked = { ...state, agreementIds: [...state.agreementIds, agreementId] };
      return ['REGISTERED', 'CLAIMING'].includes(statusOf(state)) ? moved(linked, 'SIGNED', on) : linked;
    }
    case 'ProjectStarted':
      return { ...moved(state, 'RUNNING', event.data.on), startedOn: event.data.on };
    case 'MilestoneReached': {
      const { milestoneId, reachedOn } = event.data;
      return {
        ...state,
        milestones: state.milestones.map((milestone) =>
          milestone.milestoneId === milestoneId ? { ...milestone, reachedOn } : milestone,
        ),
      };
    }
    case 'ProjectReplanned': {
      const { endOn, milestones } = event.data;
      return {
        ...state,
        plannedEndOn: endOn,
        milestones: state.milestones.map((milestone) => {
          const move = milestones.find(({ milestoneId }) => milestoneId === milestone.milestoneId);
          return move ? { ...milestone, dueOn: move.dueOn } : milestone;
        }),
      };
    }
    case 'ProjectSuspended':
      return moved(state, 'SUSPENDED', event.data.on);
    case 'ProjectResumed':
      return moved(state, 'RUNNING', event.data.on);
    case 'AcceptanceRequested': {
      const { on, ...acceptance } = event.data;
      return { ...moved(state, 'ACCEPTANCE', on), acceptance };
    }
    case 'AcceptanceReturned':
      return moved(state, 'RETURNED', event.data.on);
    case 'ProjectCompleted':
      return { ...moved(state, 'COMPLETED', event.data.on), completedOn: event.data.completedOn };
    case 'ProjectTerminationProposed': {
      const { reason, proposedBy } = event.data;
      return { ...state, proposedTermination: { reason, proposedBy } };
    }
    case 'ProjectTerminated': {
      const { reason, approved, on } = event.data;
      return {
        ...moved(state, 'TERMINATED', on),
        proposedTermination: undefined,
        termination: { reason, approved, on },
      };
    }
    default:
      return assertNever(event);
  }
}

const moved = (state: Project, status: ProjectStatus, on: BusinessDate): Project => ({
  ...state,
  history: [...state.history, { status, on }],
});

const decided = (state: Project, claimId: string, status: ClaimStatus): Project => ({
  ...state,
  claims: state.claims.map((claim) => (claim.claimId === claimId ? { ...claim, status } : claim)),
});
