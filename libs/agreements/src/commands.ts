import type { CommandOf, Of } from '@lianjian/event-sourcing/schema';
import { businessDate, districtCode, freeText, id, optionalText, post, reason } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { agreementTerms, obligationId, obligationQuantity } from './terms.js';

/** What shows that an obligation was fulfilled: the activity it happened in, or a note. */
export const evidence = z.union([
  z.strictObject({ activityId: id, note: optionalText(500) }),
  z.strictObject({ note: freeText(5, 500) }),
]);

export const contentHashField = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, { error: '内容摘要应为 sha256: 加64位小写十六进制' });

/** The shape of each command's data. A unit signs, declines, fulfils, confirms and terminates for itself: it is the actor. */
export const agreementCommands = {
  DraftAgreement: z.strictObject({ councilId: id.optional(), ...agreementTerms.shape }),
  /** The whole new text; what was signed of the old one is signed no more. */
  ReviseAgreementTerms: agreementTerms,
  FreezeAgreementText: z.strictObject({}),
  ApproveLongTerm: z.strictObject({ note: optionalText(300) }),
  SignAgreement: z.strictObject({ contentHash: contentHashField, signatoryPost: post }),
  DeclineAgreement: z.strictObject({ reason }),
  FileAgreement: z.strictObject({ districtCode }),
  FulfilObligation: z.strictObject({
    obligationId,
    fulfilledOn: businessDate,
    quantity: obligationQuantity,
    evidence,
  }),
  /** Without a quantity: all that was reported and not yet confirmed. */
  ConfirmObligation: z.strictObject({ obligationId, quantity: obligationQuantity.optional() }),
  /** Without a date: as soon as the notice allows. */
  TerminateAgreement: z.strictObject({ reason, effectiveOn: businessDate.optional() }),
  VoidAgreement: z.strictObject({ reason, legalInvalidity: z.boolean().default(false) }),
  /** By the service alone: once the term has begun. */
  ActivateAgreement: z.strictObject({}),
  /** By the service alone: once the term is over. */
  ExpireAgreement: z.strictObject({}),
};

/** What the unit's own stream says about a party, on the business date of the command. */
export type PartyFact = Readonly<{
  unitId: string;
  /** Registered, recommended and admitted, and neither suspended nor gone. */
  active: boolean;
  districtCode: string;
  unitKind: string;
  partyOrgType: string;
}>;

/** What the council's own stream says, on the business date of the command. */
export type CouncilFact = Readonly<{
  isEstablished: boolean;
  /** Those of the parties that belong to it, suspended ones included. */
  partiesInCouncil: readonly Readonly<{ unitId: string; active: boolean }>[];
}>;

export type AgreementFacts = {
  /** The next number of the counter; the parties that exist, in any order; and the council, where it is of one. */
  DraftAgreement: Readonly<{ agreementNo: string; parties: readonly PartyFact[]; council?: CouncilFact }>;
  ReviseAgreementTerms: Readonly<{ parties: readonly PartyFact[]; council?: CouncilFact }>;
  FreezeAgreementText: Readonly<{ parties: readonly PartyFact[] }>;
  /** The parties that are not active on the signing date. */
  SignAgreement: Readonly<{ inactivePartyIds: readonly string[] }>;
  /** The hosts and participants of the activity that is named as evidence; none where there is none that counts. */
  FulfilObligation: Readonly<{ activityUnitIds: readonly string[] }>;
};

export type AgreementCommand = CommandOf<typeof agreementCommands, AgreementFacts>;
export type AgreementCommandOf<T extends AgreementCommand['type']> = Of<AgreementCommand, T>;
