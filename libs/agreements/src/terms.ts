import { codeOf } from '@lianjian/kernel/code-list';
import { businessDate, freeText, id, optionalText, post, title } from '@lianjian/kernel/fields';
import { z } from 'zod';
import {
  agreementKinds,
  agreementSides,
  localities,
  measureUnits,
  partyLevels,
  reviewCadences,
  sharedResourceKinds,
  trades,
} from './codes.js';

/** A short key that stays with its obligation through all versions of the text, e.g. `o1`. */
export const obligationId = z.string().regex(/^[a-z][a-z0-9-]{0,19}$/, { error: '义务编号须以小写字母开头，如 o1' });

const wholeNumber = (min: number, max: number) =>
  z
    .int({ error: `须为${min}至${max}的整数` })
    .min(min, { error: `须为${min}至${max}的整数` })
    .max(max, {
      error: `须为${min}至${max}的整数`,
    });

export const obligationQuantity = wholeNumber(1, 9999);

/** The first party in the list is 甲方, the second 乙方, and so on. */
export const party = z.strictObject({
  unitId: id,
  side: codeOf(agreementSides).default('PARTY'),
  signatoryPost: post,
  level: codeOf(partyLevels).optional(),
  trade: codeOf(trades).optional(),
  locality: codeOf(localities).optional(),
});

export const obligation = z.strictObject({
  obligationId,
  /** The party that owes it. */
  unitId: id,
  text: freeText(5, 200),
  measureUnit: codeOf(measureUnits),
  targetQty: obligationQuantity,
  dueOn: businessDate,
});

/**
 * The text that the parties sign: the content hash is over exactly this.
 * It is stored in events, so changing its shape takes an upcaster and a frozen fixture.
 */
export const agreementTerms = z.strictObject({
  kind: codeOf(agreementKinds),
  title,
  parties: z.array(party).min(2, { error: '协议至少两方且不得重复' }).max(20, { error: '协议至多二十方' }),
  purpose: freeText(20, 500),
  scopeItems: z.array(freeText(2, 200)).min(1, { error: '请至少填写一项共建内容' }).max(30),
  obligations: z.array(obligation).min(1, { error: '每一方至少填写一项可量化义务' }).max(100),
  termFrom: businessDate,
  termTo: businessDate,
  reviewCadence: codeOf(reviewCadences),
  terminationNoticeDays: wholeNumber(0, 365).default(30),
  copies: wholeNumber(1, 99),
  /** Projects that carry the agreement out. */
  projectIds: z.array(id).max(20).default([]),
  /** HORIZONTAL_BUSINESS: how the parties' work is linked. */
  businessRelation: optionalText(300),
  /** TARGETED_ASSISTANCE: how many cadres the giver posts. */
  postedCadres: wholeNumber(0, 9999).optional(),
  /** COUNTY_RESOURCE_PAIRING: what the village needs. */
  needs: z.array(freeText(2, 200)).max(30).optional(),
  /** URBAN_RURAL: what is shared. */
  sharedResources: z.array(codeOf(sharedResourceKinds)).max(3).optional(),
});

export type AgreementTerms = Readonly<z.output<typeof agreementTerms>>;
export type Party = AgreementTerms['parties'][number];
export type Obligation = AgreementTerms['obligations'][number];
