import { cityOf, inForce } from '@lianjian/kernel/divisions';
import { type BusinessDate, businessDateOf } from '@lianjian/kernel/time';
import type { CouncilCommandOf } from './commands.js';
import type { CouncilEvent } from './events.js';
import { refuse } from './refusals.js';
import { type Council, type CouncilState, latestChangeOn, latestStatus } from './state.js';

export function propose(
  { data, facts, by, on }: CouncilCommandOf<'ProposeCouncil'>,
  state: CouncilState,
): CouncilEvent[] {
  const { hostDistricts, leadAuthority } = data;
  if (state) return refuse('council/already-proposed');
  if (new Set(hostDistricts).size < hostDistricts.length) return refuse('council/duplicate-district');
  if (!hostDistricts.every((code) => inForce(code, on))) return refuse('council/district-not-in-force');
  if (leadAuthority.level === 'DISTRICT' && hostDistricts.length > 1) return refuse('council/needs-city-lead');
  const ledFrom = leadAuthority.level === 'CITY' ? hostDistricts.map(cityOf) : hostDistricts;
  if (!ledFrom.every((code) => code === leadAuthority.divisionCode)) return refuse('council/lead-authority-elsewhere');

  const { councilId, councilCode } = facts;
  return [
    { type: 'CouncilProposed', data: { councilId, councilCode, ...data, proposedBy: by.accountId, proposedOn: on } },
  ];
}

export function establish(command: CouncilCommandOf<'EstablishCouncil'>, state: Council): CouncilEvent[] {
  const { data, by, at, on } = command;
  const { foundingDoc, establishedYear } = data;
  const establishedOn = data.establishedOn ?? (establishedYear === undefined ? on : null);
  const year = establishedOn === null ? establishedYear : Number(establishedOn.slice(0, 4));

  if (latestStatus(state) === 'DISSOLVED') return refuse('council/dissolved');
  if (latestStatus(state) !== 'PREPARING') return refuse('council/already-established');
  if (state.proposedBy === by.accountId) return refuse('council/proposer-cannot-approve');
  if (establishedYear !== undefined && year !== establishedYear) return refuse('council/established-year-differs');
  const since = establishedFrom({ establishedOn, establishedYear: year as number });
  if (since > businessDateOf(at)) return refuse('council/date-in-future');
  return [
    {
      type: 'CouncilEstablished',
      data: {
        foundingDoc,
        establishedOn,
        establishedYear: year as number,
        proposedBy: state.proposedBy,
        approvedBy: by.accountId,
      },
    },
  ];
}

/** The first day it counts as established: the first of the year where nothing more is known. */
export const establishedFrom = ({
  establishedOn,
  establishedYear,
}: Readonly<{ establishedOn: BusinessDate | null; establishedYear: number }>): BusinessDate =>
  establishedOn ?? `${establishedYear}-01-01`;

export function adoptCharter({ data, at, on }: CouncilCommandOf<'AdoptCharter'>, state: Council): CouncilEvent[] {
  const { charterVersion, adoptedOn = on } = data;
  if (state.charterVersion === charterVersion) return [];
  if (latestStatus(state) === 'DISSOLVED') return refuse('council/dissolved');
  if (adoptedOn > businessDateOf(at)) return refuse('council/date-in-future');
  return [{ type: 'CharterAdopted', data: { charterVersion, adoptedOn } }];
}

export function suspend({ data, on }: CouncilCommandOf<'SuspendCouncil'>, state: Council): CouncilEvent[] {
  const { effectiveOn = on, reason } = data;
  assertInOrder(effectiveOn, state);
  switch (latestStatus(state)) {
    case 'PREPARING':
      return refuse('council/not-established');
    case 'DISSOLVED':
      return refuse('council/dissolved');
    case 'SUSPENDED':
      return [];
    case 'ESTABLISHED':
      return [{ type: 'CouncilSuspended', data: { effectiveOn, reason } }];
  }
}

export function resume({ data, on }: CouncilCommandOf<'ResumeCouncil'>, state: Council): CouncilEvent[] {
  const { effectiveOn = on, reason } = data;
  assertInOrder(effectiveOn, state);
  switch (latestStatus(state)) {
    case 'PREPARING':
      return refuse('council/not-established');
    case 'DISSOLVED':
      return refuse('council/dissolved');
    case 'ESTABLISHED':
      return [];
    case 'SUSPENDED':
      return [{ type: 'CouncilResumed', data: { effectiveOn, reason } }];
  }
}

/** Two people dissolve a council: the first command proposes it, the same one from somebody else approves it. */
export function dissolve(command: CouncilCommandOf<'DissolveCouncil'>, state: Council): CouncilEvent[] {
  const { data, facts, by, on } = command;
  if (latestStatus(state) === 'DISSOLVED') return [];
  if (facts.activeAgreements > 0) return refuse('council/active-agreements');
  if (facts.runningProjects > 0) return refuse('council/running-projects');

  const proposed = state.dissolution;
  const effectiveOn = data.effectiveOn ?? proposed?.effectiveOn ?? on;
  assertInOrder(effectiveOn, state);
  // Another date is another wish: it starts over, and somebody else has to approve it in turn.
  if (proposed?.effectiveOn !== effectiveOn) {
    const { reason } = data;
    return [{ type: 'CouncilDissolutionProposed', data: { effectiveOn, reason, proposedBy: by.accountId } }];
  }
  if (proposed.proposedBy === by.accountId) return [];
  return [{ type: 'CouncilDissolved', data: { ...proposed, approvedBy: by.accountId } }];
}

function assertInOrder(effectiveOn: BusinessDate, state: Council): void {
  if (effectiveOn < latestChangeOn(state)) refuse('council/out-of-order');
}
