import { type Aggregate, assertNever } from '@lianjian/event-sourcing/decider';
import { inForce } from '@lianjian/kernel/divisions';
import { addDays, type BusinessDate, businessDateOf } from '@lianjian/kernel/time';
import type { UnitCommand, UnitCommandOf, UnitProfile } from './commands.js';
import type { UnitEvent } from './events.js';
import type { UnitStatus } from './kinds.js';
import { refuse } from './refusals.js';
import { districtOn, exclusiveUscc, isEnded, recommendationFor, type Unit, type UnitState } from './state.js';

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
      default:
        return { districts: [district], councils: councilsOf(state), units: [state.unitId] };
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

const todayOf = ({ at }: UnitCommand): BusinessDate => businessDateOf(at);
const latest = ({ statuses }: Unit) => statuses.at(-1) as Unit['statuses'][number];
const wasNeverActivated = (state: Unit) => ['DRAFT', 'RECOMMENDED'].includes(latest(state).status);
const lastDistrict = ({ districts }: Unit) => (districts.at(-1) as Unit['districts'][number]).code;

const councilsOf = ({ registeredFor, recommendations }: Unit): string[] => [
  ...(registeredFor ? [registeredFor] : []),
  ...recommendations.map(({ councilId }) => councilId),
];

const withStatus = (state: Unit, status: UnitStatus, from: BusinessDate): Unit => ({
  ...state,
  statuses: [...state.statuses, { status, from }],
});

function register({ data, facts, on }: UnitCommandOf<'RegisterUnit'>, state: UnitState): UnitEvent[] {
  if (state) return refuse('unit/already-registered');
  const { districtCode, councilId, contactRef, ...profile } = data;
  if (!inForce(districtCode, on)) return refuse('unit/district-not-in-force');
  assertConsistent(profile, districtCode);
  const { unitId, unitNo } = facts;
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
  if (recommendationFor(state, data.councilId)?.districtCode === districtCode) return [];
  return [{ type: 'UnitRecommended', data: { ...data, districtCode, recommendedBy: by.accountId, recommendedOn: on } }];
}

function activate({ data, by, on }: UnitCommandOf<'ActivateUnit'>, state: Unit): UnitEvent[] {
  const { councilId, effectiveOn = on } = data;
  const recommendation = recommendationFor(state, councilId);
  if (!recommendation) return refuse('unit/not-recommended');
  if (recommendation.recommendedBy === by.accountId) return refuse('unit/recommender-cannot-activate');
  if (!state.contactRef) return refuse('unit/contact-missing');
  if (latest(state).status === 'SUSPENDED') return refuse('unit/suspended');
  return change(state, 'ACTIVE', effectiveOn, { type: 'UnitActivated', data: { councilId, effectiveOn } });
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

function requestTransfer(command: UnitCommandOf<'RequestUnitTransfer'>, state: Unit): UnitEvent[] {
  const { data, facts, by, on } = command;
  const { toDistrict: to, effectiveOn = on, reason } = data;
  const from = lastDistrict(state);
  if (isEnded(latest(state).status)) return refuse('unit/ended');
  if (state.transfer?.to === to && state.transfer.effectiveOn === effectiveOn) return [];
  if (state.transfer) return refuse('unit/transfer-pending');
  if (from === to) return [];
  if (!inForce(to, effectiveOn)) return refuse('unit/district-not-in-force');
  assertTransferable(effectiveOn, facts.closedMonths, state);
  assertNotTooLongAgo(effectiveOn, command);
  return [{ type: 'UnitTransferRequested', data: { from, to, effectiveOn, requestedBy: by.accountId, reason } }];
}

function acceptTransfer({ facts, by }: UnitCommandOf<'AcceptUnitTransfer'>, state: Unit): UnitEvent[] {
  if (!state.transfer) {
    const isHereByTransfer = state.districts.length > 1 && lastDistrict(state) === by.scope;
    return isHereByTransfer ? [] : refuse('unit/no-transfer-pending');
  }
  const { from, to, effectiveOn, requestedBy, reason } = state.transfer;
  if (requestedBy === by.accountId) return refuse('unit/transfer-requester-cannot-accept');
  // Weeks may lie between request and acceptance, and a month may have been closed meanwhile.
  assertTransferable(effectiveOn, facts.closedMonths, state);
  return [
    {
      type: 'UnitDistrictTransferred',
      data: { from, to, effectiveOn, requestedBy, acceptedBy: by.accountId, reason },
    },
  ];
}

function declineTransfer({ data: { reason } }: UnitCommandOf<'DeclineUnitTransfer'>, { transfer }: Unit): UnitEvent[] {
  if (!transfer) return refuse('unit/no-transfer-pending');
  return [{ type: 'UnitTransferDeclined', data: { from: transfer.from, to: transfer.to, reason } }];
}

function suspend(command: UnitCommandOf<'SuspendUnit'>, state: Unit): UnitEvent[] {
  const { effectiveOn = command.on, reason } = command.data;
  assertNotTooLongAgo(effectiveOn, command);
  if (wasNeverActivated(state)) return refuse('unit/not-active');
  return change(state, 'SUSPENDED', effectiveOn, { type: 'UnitSuspended', data: { effectiveOn, reason } });
}

function reactivate(command: UnitCommandOf<'ReactivateUnit'>, state: Unit): UnitEvent[] {
  const { effectiveOn = command.on, reason } = command.data;
  assertNotTooLongAgo(effectiveOn, command);
  if (wasNeverActivated(state)) return refuse('unit/not-suspended');
  return change(state, 'ACTIVE', effectiveOn, { type: 'UnitReactivated', data: { effectiveOn, reason } });
}

function withdraw(command: UnitCommandOf<'WithdrawUnit'>, state: Unit): UnitEvent[] {
  const { effectiveOn = command.on, reason, closed = false } = command.data;
  assertNotTooLongAgo(effectiveOn, command);
  const withdrawn: UnitEvent = { type: 'UnitWithdrawn', data: { effectiveOn, reason, closed } };
  const events = change(state, closed ? 'CLOSED' : 'WITHDRAWN', effectiveOn, withdrawn);
  return events.length > 0 && command.facts.openObligations > 0 ? refuse('unit/open-obligations') : events;
}

function merge(command: UnitCommandOf<'MergeUnit'>, state: Unit): UnitEvent[] {
  const { intoUnitId, effectiveOn = command.on, reason } = command.data;
  if (state.mergedInto === intoUnitId && latest(state).from === effectiveOn) return [];
  assertNotTooLongAgo(effectiveOn, command);
  if (intoUnitId === state.unitId) return refuse('unit/merge-into-itself');
  if (wasNeverActivated(state)) return refuse('unit/not-active');
  if (!command.facts.survivorIsActive) return refuse('unit/survivor-not-active');
  return change(state, 'MERGED', effectiveOn, { type: 'UnitMerged', data: { intoUnitId, effectiveOn, reason } });
}

/** The event that brings about the next status, unless the unit has it from that date on already. */
function change(state: Unit, to: UnitStatus, effectiveOn: BusinessDate, event: UnitEvent): UnitEvent[] {
  const { status, from } = latest(state);
  if (effectiveOn < from) return refuse('unit/out-of-order');
  if (status === to) return [];
  return isEnded(status) ? refuse('unit/ended') : [event];
}

function assertConsistent({ hostKind, hostEntities, subdistrictCode }: UnitProfile, districtCode: string): void {
  const distinct = new Set(hostEntities.map(({ name }) => name)).size;
  if (hostKind === 'JOINT_BRANCH' && distinct < 2) refuse('unit/joint-branch-needs-hosts');
  if (hostKind === 'LEGAL_ENTITY' && (hostEntities.length !== 1 || !hostEntities[0]?.uscc)) {
    refuse('unit/legal-entity-needs-uscc');
  }
  if (subdistrictCode && !subdistrictCode.startsWith(districtCode)) refuse('unit/subdistrict-outside-district');
}

function assertTransferable(effectiveOn: BusinessDate, closedMonths: readonly string[], { districts }: Unit): void {
  if (districts.some(({ from }) => from >= effectiveOn)) refuse('unit/transfer-out-of-order');
  if (closedMonths.some((month) => month >= effectiveOn.slice(0, 7))) refuse('unit/transfer-into-closed-period');
}

/** What lies more than a year back needs the council's consent: only its own command may reach there. */
function assertNotTooLongAgo(effectiveOn: BusinessDate, command: UnitCommand): void {
  const isConsenting = command.by.role === 'COORD' || command.by.role === 'SYSTEM';
  if (!isConsenting && effectiveOn < addDays(todayOf(command), -365)) refuse('unit/too-long-ago');
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
