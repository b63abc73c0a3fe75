import { type Aggregate, assertNever } from '@lianjian/event-sourcing/decider';
import type { Scope } from '@lianjian/permissions/actor';
import type { AgreementCommand } from './commands.js';
import { approveLongTerm, draft, freeze, revise } from './drafting.js';
import { annul, expire, terminate } from './ending.js';
import type { AgreementEvent } from './events.js';
import { confirm, fulfil } from './obligations.js';
import { refuse } from './refusals.js';
import { activate, decline, file, sign } from './signing.js';
import { type Agreement, type AgreementState, districtsConcerned, progressOf } from './state.js';

/** A co-building agreement binds its parties once every one of them has signed the same text. */
export const agreement: Aggregate<AgreementState, AgreementCommand, AgreementEvent> = {
  category: 'agreement',
  initialState: undefined,

  decide(command, state) {
    if (command.type === 'DraftAgreement') return draft(command, state);
    if (!state) return refuse('agreement/not-found');
    if (state.voided && command.type !== 'VoidAgreement') return refuse('agreement/voided');
    switch (command.type) {
      case 'ReviseAgreementTerms':
        return revise(command, state);
      case 'FreezeAgreementText':
        return freeze(command, state);
      case 'ApproveLongTerm':
        return approveLongTerm(command, state);
      case 'SignAgreement':
        return sign(command, state);
      case 'DeclineAgreement':
        return decline(command, state);
      case 'FileAgreement':
        return file(command, state);
      case 'FulfilObligation':
        return fulfil(command, state);
      case 'ConfirmObligation':
        return confirm(command, state);
      case 'TerminateAgreement':
        return terminate(command, state);
      case 'VoidAgreement':
        return annul(command, state);
      case 'ActivateAgreement':
        return activate(command, state);
      case 'ExpireAgreement':
        return expire(command, state);
      default:
        return assertNever(command);
    }
  },

  evolve(state, event) {
    if (event.type === 'AgreementDrafted') {
      const { councilId, terms, partyUnits } = event.data;
      return { ...BLANK, councilId, terms, partyUnits };
    }
    return state && evolveDrafted(state, event);
  },

  reach(command, state) {
    const { units, districts, councils } = audienceOf(state);
    switch (command.type) {
      case 'DraftAgreement':
        return {
          units: command.data.parties.map(({ unitId }) => unitId),
          councils: command.data.councilId === undefined ? [] : [command.data.councilId],
        };
      case 'ReviseAgreementTerms':
      case 'FreezeAgreementText':
        return { units, councils };
      case 'SignAgreement':
      case 'DeclineAgreement':
      case 'FulfilObligation':
      case 'ConfirmObligation':
      case 'TerminateAgreement':
        return { units };
      case 'ApproveLongTerm':
      case 'VoidAgreement':
        return { districts };
      case 'FileAgreement':
        // One of its districts that names a wrong one hears of AGR-f; any other district hears of nothing.
        return { districts: districts.includes(command.data.districtCode) ? [command.data.districtCode] : districts };
      case 'ActivateAgreement':
      case 'ExpireAgreement':
        return {};
      default:
        return assertNever(command);
    }
  },

  audience: audienceOf,
};

const BLANK: Omit<Agreement, 'terms' | 'partyUnits'> = {
  signatures: [],
  activated: false,
  expired: false,
  voided: false,
  filedIn: [],
  progress: {},
};

/** No frozen text, so nothing that could be signed, and no signatures. */
const UNFROZEN = { contentHash: undefined, signatures: [] } as const;

function evolveDrafted(state: Agreement, event: Exclude<AgreementEvent, { type: 'AgreementDrafted' }>): Agreement {
  switch (event.type) {
    case 'AgreementTermsRevised': {
      const { terms, partyUnits } = event.data;
      return { ...state, ...UNFROZEN, declinedBy: undefined, terms, partyUnits };
    }
    case 'AgreementTextFrozen': {
      const { contentHash, partyUnits } = event.data;
      return { ...state, contentHash, declinedBy: undefined, partyUnits };
    }
    case 'AgreementLongTermApproved': {
      const { termFrom, termTo } = event.data;
      return { ...state, approvedTerm: { termFrom, termTo } };
    }
    case 'AgreementSignedByParty': {
      const { unitId, on } = event.data;
      return { ...state, signatures: [...state.signatures, { unitId, on }] };
    }
    case 'AgreementSigned':
      return { ...state, signedOn: event.data.on };
    case 'AgreementActivated':
      return { ...state, activated: true };
    case 'AgreementDeclined':
      return { ...state, ...UNFROZEN, declinedBy: event.data.unitId };
    case 'AgreementFiled':
      return { ...state, filedIn: [...state.filedIn, event.data.districtCode] };
    case 'ObligationFulfilled': {
      const { obligationId, fulfilledOn, quantity, evidence, reportedBy } = event.data;
      const { reports, confirmedQty } = progressOf(state, obligationId);
      const report = { fulfilledOn, quantity, evidence, reportedBy };
      return {
        ...state,
        progress: { ...state.progress, [obligationId]: { reports: [...reports, report], confirmedQty } },
      };
    }
    case 'ObligationConfirmed': {
      const { obligationId, confirmedQty } = event.data;
      const { reports } = progressOf(state, obligationId);
      return { ...state, progress: { ...state.progress, [obligationId]: { reports, confirmedQty } } };
    }
    case 'AgreementTerminated':
      return { ...state, terminatedFrom: event.data.effectiveOn };
    case 'AgreementVoided':
      return { ...state, voided: true };
    case 'AgreementExpired':
      return { ...state, expired: true };
    default:
      return assertNever(event);
  }
}

function audienceOf(state: AgreementState): Required<Pick<Scope, 'units' | 'districts' | 'councils'>> {
  return {
    units: state?.partyUnits.map(({ unitId }) => unitId) ?? [],
    districts: state ? districtsConcerned(state) : [],
    councils: state?.councilId === undefined ? [] : [state.councilId],
  };
}
