import type { AgreementKind } from './codes.js';
import type { PartyUnit } from './events.js';
import type { AgreementRefusal } from './refusals.js';
import type { AgreementTerms } from './terms.js';

type Check = (terms: AgreementTerms, units: readonly PartyUnit[]) => AgreementRefusal | undefined;

const first =
  (...checks: Check[]): Check =>
  (terms, units) => {
    for (const check of checks) {
      const refusal = check(terms, units);
      if (refusal) return refusal;
    }
    return undefined;
  };

const holds =
  (code: AgreementRefusal, isTrue: (terms: AgreementTerms, units: readonly PartyUnit[]) => boolean): Check =>
  (terms, units) =>
    isTrue(terms, units) ? undefined : code;

type Declared = 'level' | 'trade' | 'locality';

const allSay = ({ parties }: AgreementTerms, what: Declared) => parties.every((party) => party[what] !== undefined);
const variety = ({ parties }: AgreementTerms, what: Declared) => new Set(parties.map((party) => party[what])).size;
const agree = (terms: AgreementTerms, what: Declared) => allSay(terms, what) && variety(terms, what) === 1;
const differ = (terms: AgreementTerms, what: Declared) => allSay(terms, what) && variety(terms, what) > 1;

const sameLevel = holds('agreement/levels-must-be-equal', (terms) => agree(terms, 'level'));

const giversAndReceivers = holds('agreement/giver-and-receiver-missing', ({ parties }) => {
  const sides = parties.map(({ side }) => side);
  return (
    sides.includes('GIVER') &&
    sides.includes('RECEIVER') &&
    sides.every((side) => side === 'GIVER' || side === 'RECEIVER')
  );
});

const TRADE_COMMITTEES = ['COMMITTEE', 'WORK_COMMITTEE'];
const cityOf = (districtCode: string) => districtCode.slice(0, 4);

const CHECKS: Readonly<Record<AgreementKind, Check>> = {
  VERTICAL: holds('agreement/levels-must-differ', (terms) => differ(terms, 'level')),
  HORIZONTAL_BUSINESS: first(
    sameLevel,
    holds('agreement/business-relation-missing', ({ businessRelation }) => Boolean(businessRelation)),
  ),
  HORIZONTAL_MUTUAL_AID: sameLevel,
  HORIZONTAL_CROSS_TRADE: first(
    sameLevel,
    holds('agreement/trades-must-differ', (terms) => differ(terms, 'trade')),
  ),
  TARGETED_ASSISTANCE: giversAndReceivers,
  URBAN_RURAL: first(
    holds('agreement/urban-and-rural-missing', (terms) => {
      const localities = terms.parties.map(({ locality }) => locality);
      return (
        allSay(terms, 'locality') && localities.includes('URBAN') && localities.some((locality) => locality !== 'URBAN')
      );
    }),
    holds('agreement/shared-resources-missing', ({ sharedResources }) => Boolean(sharedResources?.length)),
  ),
  VILLAGE_VILLAGE: holds('agreement/villages-only', ({ parties }) =>
    parties.every(({ locality }) => locality === 'VILLAGE'),
  ),
  REGIONAL: holds(
    'agreement/one-city-only',
    (_, units) => new Set(units.map(({ districtCode }) => cityOf(districtCode))).size === 1,
  ),
  TRADE_UNIFIED: first(
    holds('agreement/trades-must-be-equal', (terms) => agree(terms, 'trade')),
    holds('agreement/trade-lead-missing', ({ parties }, units) => {
      const leads = parties.filter(({ side }) => side === 'LEAD');
      const lead = units.find(({ unitId }) => unitId === leads[0]?.unitId);
      return leads.length === 1 && lead !== undefined && TRADE_COMMITTEES.includes(lead.partyOrgType);
    }),
  ),
  COUNTY_RESOURCE_PAIRING: first(
    giversAndReceivers,
    holds('agreement/receivers-must-be-villages', ({ parties }) =>
      parties.every(({ side, locality }) => side !== 'RECEIVER' || locality === 'VILLAGE'),
    ),
    holds('agreement/needs-missing', ({ needs }) => Boolean(needs?.length)),
  ),
};

/** AGR-e: what the kind of agreement asks of its parties and they are not, if anything. */
export const kindRefusal: Check = (terms, units) => CHECKS[terms.kind](terms, units);

/** AGR-c: help goes one way under these, so that only the givers have to owe something. */
export const isOneWay = (kind: AgreementKind) => kind === 'TARGETED_ASSISTANCE' || kind === 'COUNTY_RESOURCE_PAIRING';
