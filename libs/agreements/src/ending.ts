import { addDays } from '@lianjian/kernel/time';
import type { AgreementCommandOf } from './commands.js';
import type { AgreementEvent } from './events.js';
import { refuse } from './refusals.js';
import { type Agreement, openObligations, progressOf, statusOn } from './state.js';

/** AGR-i: one party ends it, with notice, a reason, and what is still owed on the table. */
export function terminate(
  { data, by, on }: AgreementCommandOf<'TerminateAgreement'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  const { terms, terminatedFrom } = agreement;
  if (!terms.parties.some(({ unitId }) => unitId === by.scope)) return refuse('agreement/not-a-party');
  if (terminatedFrom !== undefined) return [];
  const status = statusOn(agreement, on);
  if (status !== 'SIGNED' && status !== 'ACTIVE') return refuse('agreement/not-in-force');

  const earliest = addDays(on, terms.terminationNoticeDays);
  const effectiveOn = data.effectiveOn ?? earliest;
  if (effectiveOn < earliest) return refuse('agreement/notice-too-short');
  if (effectiveOn > terms.termTo) return refuse('agreement/expires-first');

  return [
    {
      type: 'AgreementTerminated',
      data: {
        unitId: by.scope,
        reason: data.reason,
        effectiveOn,
        openObligations: openObligations(agreement).map(({ obligationId, unitId, targetQty, dueOn }) => ({
          obligationId,
          unitId,
          targetQty,
          confirmedQty: progressOf(agreement, obligationId).confirmedQty,
          dueOn,
        })),
        on,
      },
    },
  ];
}

/** A district annuls what should never have been: before it is in force, or where the law says that it never was. */
export function annul(
  { data: { reason, legalInvalidity }, by, on }: AgreementCommandOf<'VoidAgreement'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  if (agreement.voided) return [];
  const wasInForce = ['ACTIVE', 'EXPIRED', 'TERMINATED'].includes(statusOn(agreement, on));
  if (wasInForce && !legalInvalidity) return refuse('agreement/void-after-active');
  return [{ type: 'AgreementVoided', data: { districtCode: by.scope, reason, legalInvalidity, on } }];
}

/** AGR-g: its last day is over on the local date; the service only says so. */
export function expire({ on }: AgreementCommandOf<'ExpireAgreement'>, agreement: Agreement): readonly AgreementEvent[] {
  const { expired, terminatedFrom, signedOn, terms } = agreement;
  if (expired || terminatedFrom !== undefined) return [];
  if (signedOn === undefined) return refuse('agreement/not-signed');
  if (on <= terms.termTo) return refuse('agreement/term-not-over');
  return [{ type: 'AgreementExpired', data: { termTo: terms.termTo } }];
}
