import type { AgreementCommandOf } from './commands.js';
import { isTermApproved } from './drafting.js';
import type { AgreementEvent } from './events.js';
import { refuse } from './refusals.js';
import { type Agreement, activeFrom, districtsConcerned, statusOn } from './state.js';

/** AGR-b: a unit signs for itself, and it signs just the text it has read. AGR-a: the last one finds all of them active. */
export function sign(
  { data, facts, by, on }: AgreementCommandOf<'SignAgreement'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  const { terms, contentHash, signatures, signedOn } = agreement;
  // The matrix and the reach say so too; that nobody signs for a unit must not hang on them.
  if (by.role !== 'UNIT') return refuse('agreement/units-sign-for-themselves');
  const unitId = by.scope;
  if (!terms.parties.some((party) => party.unitId === unitId)) return refuse('agreement/not-a-party');

  if (contentHash === undefined) return refuse('agreement/text-not-frozen');
  if (data.contentHash !== contentHash) return refuse('agreement/content-hash-differs');
  if (signedOn !== undefined || signatures.some((signature) => signature.unitId === unitId)) return [];

  if (!isTermApproved(agreement)) return refuse('agreement/long-term-not-approved');
  if (on > terms.termTo) return refuse('agreement/term-over');

  const partiesSigned = signatures.length + 1;
  const partiesTotal = terms.parties.length;
  const { inactivePartyIds } = facts;
  const completes = partiesSigned === partiesTotal;
  if (completes ? inactivePartyIds.length > 0 : inactivePartyIds.includes(unitId)) {
    return refuse('agreement/party-not-active');
  }
  const signed: AgreementEvent = {
    type: 'AgreementSignedByParty',
    data: {
      unitId,
      signatoryPost: data.signatoryPost,
      contentHash,
      method: 'IN_SYSTEM_CONFIRM',
      partiesSigned,
      partiesTotal,
      on,
    },
  };
  if (!completes) return [signed];

  // Signatures may be entered late and out of order; the agreement is signed on the last of their dates.
  const lastOn = signatures.reduce((last, signature) => (signature.on > last ? signature.on : last), on);
  const all: AgreementEvent = { type: 'AgreementSigned', data: { contentHash, on: lastOn } };
  if (terms.termFrom > lastOn) return [signed, all];
  return [signed, all, { type: 'AgreementActivated', data: { on: lastOn } }];
}

/** A party sends the text back to be negotiated again: not the end of it. */
export function decline(
  { data: { reason }, by }: AgreementCommandOf<'DeclineAgreement'>,
  { terms, contentHash, signatures, signedOn, declinedBy }: Agreement,
): readonly AgreementEvent[] {
  if (!terms.parties.some(({ unitId }) => unitId === by.scope)) return refuse('agreement/not-a-party');
  if (signedOn !== undefined) return refuse('agreement/already-signed');
  if (declinedBy === by.scope) return [];
  if (contentHash === undefined) return refuse('agreement/text-not-frozen');
  const clearedSigners = signatures.map(({ unitId }) => unitId);
  return [{ type: 'AgreementDeclined', data: { unitId: by.scope, reason, clearedSigners } }];
}

/** AGR-d: ACTIVE never before the last signature, nor before the term. */
export function activate(
  { on }: AgreementCommandOf<'ActivateAgreement'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  const from = activeFrom(agreement);
  if (agreement.activated) return [];
  if (from === undefined) return refuse('agreement/not-signed');
  if (on < from) return refuse('agreement/term-not-begun');
  // Terminated before it ever began.
  if (statusOn(agreement, from) !== 'ACTIVE') return [];
  return [{ type: 'AgreementActivated', data: { on: from } }];
}

/** AGR-f: each district concerned files it for itself. */
export function file(
  { data: { districtCode }, on }: AgreementCommandOf<'FileAgreement'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  if (!districtsConcerned(agreement).includes(districtCode)) return refuse('agreement/not-a-district-concerned');
  if (agreement.filedIn.includes(districtCode)) return [];
  if (agreement.signedOn === undefined) return refuse('agreement/not-signed');
  return [{ type: 'AgreementFiled', data: { districtCode, on } }];
}
