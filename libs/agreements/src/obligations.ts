import { businessDateOf } from '@lianjian/kernel/time';
import type { AgreementCommandOf } from './commands.js';
import type { AgreementEvent } from './events.js';
import { refuse } from './refusals.js';
import { type Agreement, activeOn, type FulfilmentReport, progressOf } from './state.js';
import type { Obligation, Party } from './terms.js';

/** The owing unit reports what it did; that alone fulfils nothing. */
export function fulfil(
  { data, facts, by, at }: AgreementCommandOf<'FulfilObligation'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  const { obligationId, fulfilledOn, quantity, evidence } = data;
  const { unitId } = obligationOf(agreement, obligationId);
  if (by.scope !== unitId) return refuse('agreement/not-the-owing-unit');
  if (fulfilledOn > businessDateOf(at)) return refuse('agreement/date-in-future');
  if (!activeOn(agreement, fulfilledOn)) return refuse('agreement/not-in-force');

  const { reports } = progressOf(agreement, obligationId);
  if (reports.some((report) => isSameReport(report, data))) return [];
  // A fact is entered once: the same activity would be counted twice.
  const activityId = activityOf(evidence);
  if (activityId !== undefined && reports.some((report) => activityOf(report.evidence) === activityId)) {
    return refuse('agreement/activity-already-reported');
  }
  if (activityId !== undefined && !facts.activityUnitIds.includes(unitId))
    return refuse('agreement/activity-shows-nothing');

  const reportedBy = by.accountId;
  return [{ type: 'ObligationFulfilled', data: { obligationId, unitId, fulfilledOn, quantity, evidence, reportedBy } }];
}

/** Four eyes: only the counter-party confirms, by another account than the one that reported. */
export function confirm(
  { data, by, on }: AgreementCommandOf<'ConfirmObligation'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  const { obligationId } = data;
  const obligation = obligationOf(agreement, obligationId);
  const { terms } = agreement;
  if (!isCounterParty(terms.parties, obligation.unitId, by.scope)) {
    return refuse('agreement/only-counter-party-confirms');
  }

  const { reports, confirmedQty, unconfirmedQty } = progressOf(agreement, obligationId);
  if (unconfirmedQty === 0) return reports.length > 0 ? [] : refuse('agreement/nothing-to-confirm');
  if (reports.some(({ reportedBy }) => reportedBy === by.accountId)) return refuse('agreement/reporter-cannot-confirm');
  const quantity = data.quantity ?? unconfirmedQty;
  if (quantity > unconfirmedQty) return refuse('agreement/confirms-too-much');

  const confirmed = confirmedQty + quantity;
  return [
    {
      type: 'ObligationConfirmed',
      data: {
        obligationId,
        confirmingUnitId: by.scope,
        quantity,
        confirmedQty: confirmed,
        met: confirmed >= obligation.targetQty,
        on,
      },
    },
  ];
}

function obligationOf({ terms }: Agreement, wanted: string): Obligation {
  return (
    terms.obligations.find(({ obligationId }) => obligationId === wanted) ?? refuse('agreement/obligation-unknown')
  );
}

/** Another party; and where help goes one way, one on the other side. */
function isCounterParty(parties: readonly Party[], owingUnitId: string, unitId: string): boolean {
  const owing = parties.find((party) => party.unitId === owingUnitId);
  const other = parties.find((party) => party.unitId === unitId);
  if (!owing || !other || owing === other) return false;
  const oneWay = owing.side === 'GIVER' || owing.side === 'RECEIVER';
  return !oneWay || owing.side !== other.side;
}

const activityOf = (evidence: FulfilmentReport['evidence']) =>
  'activityId' in evidence ? evidence.activityId : undefined;

function isSameReport(a: FulfilmentReport, b: AgreementCommandOf<'FulfilObligation'>['data']): boolean {
  return (
    a.fulfilledOn === b.fulfilledOn &&
    a.quantity === b.quantity &&
    activityOf(a.evidence) === activityOf(b.evidence) &&
    a.evidence.note === b.evidence.note
  );
}
