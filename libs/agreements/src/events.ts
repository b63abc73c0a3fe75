import type { EventOf, Of } from '@lianjian/event-sourcing/schema';
import { agreementNo, businessDate, districtCode, id, optionalText, post, reason } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { contentHashField, evidence } from './commands.js';
import { agreementTerms, obligationId } from './terms.js';

// Storage formats: never rename a type, never change a shape without an upcaster and a frozen fixture.

/** What a party was at that time; measures and visibility rest on it, whatever becomes of the unit. */
export const partyUnit = z.object({ unitId: id, districtCode, unitKind: z.string(), partyOrgType: z.string() });

const partyUnits = z.array(partyUnit);
const unitIds = z.array(id);
const accountId = z.string();
const count = z.int().nonnegative();
/** The business date of the event, where rules ask for it later. */
const on = businessDate;

/** What every event of an agreement carries. `on` repeats the envelope's business date so that the state can use it. */
export const agreementEvents = {
  AgreementDrafted: z.object({ agreementNo, councilId: id.optional(), terms: agreementTerms, partyUnits }),
  /** `clearedSigners` signed the old text: they are to be told. */
  AgreementTermsRevised: z.object({ terms: agreementTerms, partyUnits, clearedSigners: unitIds }),
  AgreementTextFrozen: z.object({ contentHash: contentHashField, partyUnits }),
  /** Holds for this term and any within it, whatever else the text says. */
  AgreementLongTermApproved: z.object({
    districtCode,
    termFrom: businessDate,
    termTo: businessDate,
    note: optionalText(300),
  }),
  AgreementSignedByParty: z.object({
    unitId: id,
    signatoryPost: post,
    contentHash: contentHashField,
    method: z.literal('IN_SYSTEM_CONFIRM'),
    partiesSigned: count,
    partiesTotal: count,
    on,
  }),
  /** By all parties. */
  AgreementSigned: z.object({ contentHash: contentHashField, on }),
  /** In force from `on`. */
  AgreementActivated: z.object({ on }),
  AgreementDeclined: z.object({ unitId: id, reason, clearedSigners: unitIds }),
  AgreementFiled: z.object({ districtCode, on }),
  ObligationFulfilled: z.object({
    obligationId,
    unitId: id,
    fulfilledOn: businessDate,
    quantity: count,
    evidence,
    reportedBy: accountId,
  }),
  /** `met` once what was confirmed reaches the target. */
  ObligationConfirmed: z.object({
    obligationId,
    confirmingUnitId: id,
    quantity: count,
    confirmedQty: count,
    met: z.boolean(),
    on,
  }),
  /** No longer in force from `effectiveOn` on. */
  AgreementTerminated: z.object({
    unitId: id,
    reason,
    effectiveOn: businessDate,
    openObligations: z.array(
      z.object({ obligationId, unitId: id, targetQty: count, confirmedQty: count, dueOn: businessDate }),
    ),
    on,
  }),
  /** Never was in force. */
  AgreementVoided: z.object({ districtCode, reason, legalInvalidity: z.boolean(), on }),
  /** `termTo` was its last day. */
  AgreementExpired: z.object({ termTo: businessDate }),
};

export type AgreementEvent = EventOf<typeof agreementEvents>;
export type AgreementEventOf<T extends AgreementEvent['type']> = Of<AgreementEvent, T>;
export type PartyUnit = Readonly<z.output<typeof partyUnit>>;
