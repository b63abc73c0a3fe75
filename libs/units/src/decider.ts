import { type Aggregate, assertNever } from '@lianjian/event-sourcing/decider';
import { inForce } from '@lianjian/kernel/divisions';
import type { BusinessDate } from '@lianjian/kernel/time';
import type { UnitCommand, UnitCommandOf, UnitProfile } from './commands.js';
import { todayOf } from './dates.js';
import type { UnitEvent } from './events.js';
import type { UnitStatus } from './kinds.js';
import { refuse } from './refusals.js';
import { activate, merge, reactivate, suspend, withdraw } from './standing.js';
import {
  districtOn,
  exclusiveUscc,
  isEnded,
  lastDistrict,
  latest,
  type Recommendation,
  recommendationFor,
  type Unit,
  type UnitState,
} from './state.js';
import { acceptTransfer, declineTransfer, requestTransfer } from './transfer.js';

/** A unit is registered, recommended by its district, activated by a council; its district and status are histories. */
export const unit: Aggregate<UnitState, UnitCommand, UnitEvent> = {
  category: 'unit',
  initialState: undefined,

  decide(command, state) {
    if (command.on > todayOf(command)) return refuse('unit/date-in-future');
    if (command.type === 'RegisterUnit') return register(command, state);
    if (!state) return refuse('unit/not-found');

    switch (command.type) {
      case 'RecommendUnit':
        return recommend(command, state);
      case 'ActivateUnit':
        return activate(command, state);
      case 'CorrectUnitProfile':
        return correctProfile(command, state);
      case 'ChangeUnitContact':
        return changeContact(command, state);
      case 'RequestUnitTransfer':
        return requestTransfer(command, state);
      case 'AcceptUnitTransfer':
        return acceptTransfer(command, state);
      case 'DeclineUnitTransfer':
        return declineTransfer(command, state);
      case 'SuspendUnit':
        return suspend(command, state);
      case 'ReactivateUnit':
        return reactivate(command, state);
      case 'WithdrawUnit':
        return withdraw(command, state);
      case 'MergeUnit':
        return merge(command, state);
      default:
        return assertNever(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'UnitRegistered') {
      const { unitId, unitNo, profile, contactRef, councilId, districtCode, registeredOn } = event.data;
      return {
        unitId,
        unitNo,
        profile,
        contactRef,
        registeredFor: councilId,
        districts: [{ code: districtCode, from: registeredOn }],
        statuses: [{ status: 'DRAFT', from: registeredOn }],
        recommendations: [],
      };
    }
    if (!state) return state;

    switch (event.type) {
      case 'UnitRecommended': {
        const { councilId, districtCode, recommendedBy, recommendedOn } = event.data;
        const recommended = {
          ...state,
          recommendations: [...state.recommendations, { councilId, districtCode, recommendedBy, recommendedOn }],
        };
        return latest(state).status === 'DRAFT' ? withStatus(recommended, 'RECOMMENDED', recommendedOn) : recommended;
      }
      case 'UnitActivated':
      case 'UnitReactivated':
        return withStatus(state, 'ACTIVE', event.data.effectiveOn);
      case 'UnitProfileCorrected':
        return { ...state, profile: { ...state.profile, ...event.data.changes } };
      case 'UnitContactChanged':
        return { ...state, contactRef: event.data.contactRef };
      case 'UnitTransferRequested':
        return { ...state, transfer: event.data };
      case 'UnitTransferDeclined':
        return { ...state, transfer: undefined };
      case 'UnitDistrictTransferred': {
        const { to, effectiveOn } = event.data;
        return {
          ...state,
          profile: { ...state.profile, subdistrictCode: undefined },
          districts: [...state.districts, { code: to, from: effectiveOn }],
          transfer: undefined,
        };
      }
      case 'UnitSuspended':
        return withStatus(state, 'SUSPENDED', event.data.effectiveOn);
      case 'UnitWithdrawn': {
        const { closed, effectiveOn } = event.data;
        return { ...withStatus(state, closed ? 'CLOSED' : 'WITHDRAWN', effectiveOn), transfer: undefined };
      }
      case 'UnitMerged': {
        const { intoUnitId, effectiveOn } = event.data;
        return { ...withStatus(state, 'MERGED', effectiveOn), transfer: undefined, mergedInto: intoUnitId };
      }
      default:
        return assertNever(event);
    }
  },

  reach(command, state) {
    if (command.type === 'RegisterUnit') {
      const { districtCode, councilId } = command.data;
      return { districts: [districtCode], councils: councilId ? [councilId] : [] };
    }
    if (!state) return {};

    // A unit's authority is its district of today: nobody regains it by dating a command back.
    const district = districtOn(state, todayOf(command)) ?? lastDistrict(state);
    switch (command.type) {
      case 'ActivateUnit':
        return { councils: councilsOf(state).filter((councilId) => councilId === command.data.councilId) };
      case 'RequestUnitTransfer':
        return { districts: [lastDistrict(state)] };
      case 'AcceptUnitTransfer':
        return { districts: [state.transfer?.to ?? lastDistrict(state)] };
      case 'DeclineUnitTransfer':
        return { districts: state.transfer ? [state.transfer.from, state.transfer.to] : [district] };
      case 'ChangeUnitContact':
        return { districts: [district], units: [state.unitId] };
      default:
        return { districts: [district] };
    }
  },

  audience(state) {
    if (!state) return {};
    const districts = state.districts.map(({ code }) => code);
    return {
      districts: state.transfer ? [...districts, state.transfer.to] : districts,
      councils: councilsOf(state),
      units: [state.unitId],
    };
  },
};

/** The USCC that must be free or already this unit's for the command to come true (UNIT-a); none where it may be shared. */
export function usccToReserve(command: UnitCommand, state: UnitState): string | undefined {
  if (!state) return undefined;
  if (command.type === 'ActivateUnit') return exclusiveUscc(state.profile);
  const isCounted = latest(state).status === 'ACTIVE' || latest(state).status === 'SUSPENDED';
  if (command.type !== 'CorrectUnitProfile' || !isCounted) return undefined;
  const { hostKind = state.profile.hostKind, hostEntities = state.profile.hostEntities } = command.data;
  return exclusiveUscc({ hostKind, hostEntities });
}

const councilsOf = ({ registeredFor, recommendations }: Unit): string[] => [
  ...(registeredFor ? [registeredFor] : []),
  ...recommendations.map(({ councilId }) => councilId),
];

const withStatus = (state: Unit, status: UnitStatus, from: BusinessDate): Unit => ({
  ...state,
  statuses: [...state.statuses, { status, from }],
});

function register({ data, facts, by, on }: UnitCommandOf<'RegisterUnit'>, state: UnitState): UnitEvent[] {
  if (state) return refuse('unit/already-registered');
  const { districtCode, councilId, contactRef, ...profile } = data;
  if (!inForce(districtCode, on)) return refuse('unit/district-not-in-force');
  assertConsistent(profile, districtCode);
  const { unitId, unitNo, councilDistricts } = facts;
  if (by.role === 'COORD' && !councilDistricts.includes(districtCode)) return refuse('unit/not-a-host-district');
  return [
    {
      type: 'UnitRegistered',
      data: { unitId, unitNo, districtCode, councilId, contactRef, registeredOn: on, profile },
    },
  ];
}

function recommend(command: UnitCommandOf<'RecommendUnit'>, state: Unit): UnitEvent[] {
  const { data, by, on } = command;
  const { status, from } = latest(state);
  if (isEnded(status)) return refuse('unit/ended');
  if (status === 'SUSPENDED') return refuse('unit/suspended');
  if (status === 'DRAFT' && on < from) return refuse('unit/out-of-order');
  const districtCode = districtOn(state, todayOf(command)) ?? lastDistrict(state);
  const earlier = recommendationFor(state, data.councilId);
  if (earlier?.districtCode === districtCode && !isUsedUp(earlier, command)) return [];
  return [{ type: 'UnitRecommended', data: { ...data, districtCode, recommendedBy: by.accountId, recommendedOn: on } }];
}

/** Whether the unit left the council since, or the city vetoed it: then it takes a new recommendation to come back. */
function isUsedUp({ recommendedOn }: Recommendation, { facts, on }: UnitCommandOf<'RecommendUnit'>): boolean {
  const { leftOn, vetoedOn } = facts;
  const hasLeft = leftOn !== undefined && recommendedOn < leftOn && leftOn <= on;
  const isVetoed = vetoedOn !== undefined && recommendedOn <= vetoedOn && vetoedOn < on;
  return hasLeft || isVetoed;
}

function correctProfile({ data }: UnitCommandOf<'CorrectUnitProfile'>, state: Unit): UnitEvent[] {
  if (isEnded(latest(state).status)) return refuse('unit/ended');
  const { reason, ...wished } = data;
  const changes = changed(state.profile, wished);
  if (Object.keys(changes).length === 0) return [];
  assertConsistent({ ...state.profile, ...changes }, lastDistrict(state));
  return [{ type: 'UnitProfileCorrected', data: { changes, reason } }];
}

function changeContact({ data: { contactRef } }: UnitCommandOf<'ChangeUnitContact'>, state: Unit): UnitEvent[] {
  if (state.contactRef === contactRef) return [];
  if (isEnded(latest(state).status)) return refuse('unit/ended');
  return [{ type: 'UnitContactChanged', data: { contactRef } }];
}

function assertConsistent({ hostKind, hostEntities, subdistrictCode }: UnitProfile, districtCode: string): void {
  const distinct = new Set(hostEntities.map(({ name }) => name)).size;
  if (hostKind === 'JOINT_BRANCH' && distinct < 2) refuse('unit/joint-branch-needs-hosts');
  if (hostKind === 'LEGAL_ENTITY' && (hostEntities.length !== 1 || !hostEntities[0]?.uscc)) {
    refuse('unit/legal-entity-needs-uscc');
  }
  if (subdistrictCode && !subdistrictCode.startsWith(districtCode)) refuse('unit/subdistrict-outside-district');
}

/** The wished values that differ from the profile's. */
function changed(profile: UnitProfile, wished: Partial<UnitProfile>): Partial<UnitProfile> {
  const { hostEntities, ...rest } = wished;
  const scalars = Object.entries(rest).filter(
    ([field, value]) => value !== undefined && profile[field as keyof typeof rest] !== value,
  );
  const isSame = hostEntities?.every(
    ({ name, uscc }, index) => profile.hostEntities[index]?.name === name && profile.hostEntities[index]?.uscc === uscc,
  );
  const areOthers = hostEntities && !(isSame && hostEntities.length === profile.hostEntities.length);
  return { ...Object.fromEntries(scalars), ...(areOthers ? { hostEntities } : {}) };
}
