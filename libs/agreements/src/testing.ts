import { wish } from '@lianjian/event-sourcing/testing';
import type { Actor, Role } from '@lianjian/permissions/actor';
import type { AgreementCommand, AgreementCommandOf, AgreementFacts, CouncilFact, PartyFact } from './commands.js';
import { agreement } from './decider.js';
import { hashOf } from './drafting.js';
import type { AgreementEvent, AgreementEventOf, PartyUnit } from './events.js';
import type { Agreement } from './state.js';
import type { AgreementTerms, Obligation, Party } from './terms.js';

// Three units in three districts of one city, and their agreement for 2026: what the specs of this lib talk about.

export const BANK = 'a1111111-1111-4111-8111-111111111111';
export const MALL = 'b2222222-2222-4222-8222-222222222222';
export const SCHOOL = 'c3333333-3333-4333-8333-333333333333';
export const COUNCIL = 'd4444444-4444-4444-8444-444444444444';
export const ACTIVITY = 'e5555555-5555-4555-8555-555555555555';

export const unitFact = (unitId: string, over: Partial<PartyFact> = {}): PartyFact => ({
  unitId,
  active: true,
  districtCode: unitId === BANK ? '320102' : unitId === MALL ? '320104' : '320106',
  unitKind: unitId === BANK ? 'FINANCE' : unitId === MALL ? 'PRIVATE' : 'SCHOOL',
  partyOrgType: 'COMMITTEE',
  ...over,
});

export const allUnits: readonly PartyFact[] = [BANK, MALL, SCHOOL].map((unitId) => unitFact(unitId));

/** An established council, to which those units belong. */
export const councilOf = (...unitIds: readonly string[]): CouncilFact => ({
  isEstablished: true,
  partiesInCouncil: unitIds.map((unitId) => ({ unitId, active: true })),
});

export const partyUnit = (unitId: string): PartyUnit => {
  const { active: _, ...unit } = unitFact(unitId);
  return unit;
};

export const party = (unitId: string, over: Partial<Party> = {}): Party => ({
  unitId,
  side: 'PARTY',
  signatoryPost: '党委书记',
  ...over,
});

export const obligation = (obligationId: string, unitId: string, over: Partial<Obligation> = {}): Obligation => ({
  obligationId,
  unitId,
  text: '每年举办小微商户金融服务专场',
  measureUnit: 'TIMES',
  targetQty: 6,
  dueOn: '2026-12-31',
  ...over,
});

export const terms = (over: Partial<AgreementTerms> = {}): AgreementTerms => ({
  kind: 'REGIONAL',
  title: '新街口商圈金融服务共建协议',
  parties: [party(BANK), party(MALL)],
  purpose: '以组织联建带动服务联动，共同解决商圈小微商户融资难题，服务商圈发展。',
  scopeItems: ['组织联动', '发展联促'],
  obligations: [obligation('o1', BANK), obligation('o2', MALL, { targetQty: 2 })],
  termFrom: '2026-01-01',
  termTo: '2026-12-31',
  reviewCadence: 'QUARTERLY',
  terminationNoticeDays: 30,
  copies: 4,
  projectIds: [],
  ...over,
});

const as = (role: Role, scope: string, accountId = `${role}-${scope.slice(0, 6)}`): Actor => ({
  accountId,
  mandateId: `mandate-of-${accountId}`,
  role,
  scope,
});

export const bank = as('UNIT', BANK);
export const bankColleague = as('UNIT', BANK, 'UNIT-bank-2');
export const mall = as('UNIT', MALL);
export const school = as('UNIT', SCHOOL);
export const coordinator = as('COORD', COUNCIL);
export const district = (code: string) => as('DIST', code);
export const city = as('CITY', '320100');

/** A command at noon in Shanghai on that date. */
export const wishOn = (date: string, by: Actor) => wish(by, `${date}T04:00:00.000Z`)<AgreementCommand>;

export const draftAgreement = (
  over: Partial<AgreementTerms> = {},
  facts: Partial<AgreementFacts['DraftAgreement']> = {},
  by: Actor = bank,
): AgreementCommandOf<'DraftAgreement'> =>
  wish(by, '2025-12-01T04:00:00.000Z')(
    'DraftAgreement',
    { councilId: COUNCIL, ...terms(over) },
    { agreementNo: 'GJ-320102-2026-0001', parties: allUnits, council: councilOf(BANK, MALL), ...facts },
  );

const unitsOf = (text: AgreementTerms) => text.parties.map(({ unitId }) => partyUnit(unitId));

export const drafted = (over: Partial<AgreementTerms> = {}): AgreementEventOf<'AgreementDrafted'> => ({
  type: 'AgreementDrafted',
  data: {
    agreementNo: 'GJ-320102-2026-0001',
    councilId: COUNCIL,
    terms: terms(over),
    partyUnits: unitsOf(terms(over)),
  },
});

export const revised = (
  over: Partial<AgreementTerms>,
  clearedSigners: string[] = [],
): AgreementEventOf<'AgreementTermsRevised'> => ({
  type: 'AgreementTermsRevised',
  data: { terms: terms(over), partyUnits: unitsOf(terms(over)), clearedSigners },
});

export const frozen = (over: Partial<AgreementTerms> = {}): AgreementEventOf<'AgreementTextFrozen'> => ({
  type: 'AgreementTextFrozen',
  data: { contentHash: hashOf(terms(over)), partyUnits: unitsOf(terms(over)) },
});

export const signedBy = (
  unitId: string,
  on: string,
  partiesSigned: number,
  over: Partial<AgreementTerms> = {},
): AgreementEventOf<'AgreementSignedByParty'> => ({
  type: 'AgreementSignedByParty',
  data: {
    unitId,
    signatoryPost: '党委书记',
    contentHash: hashOf(terms(over)),
    method: 'IN_SYSTEM_CONFIRM',
    partiesSigned,
    partiesTotal: terms(over).parties.length,
    on,
  },
});

export const signed = (on: string, over: Partial<AgreementTerms> = {}): AgreementEventOf<'AgreementSigned'> => ({
  type: 'AgreementSigned',
  data: { contentHash: hashOf(terms(over)), on },
});

export const activated = (on: string): AgreementEventOf<'AgreementActivated'> => ({
  type: 'AgreementActivated',
  data: { on },
});

/** Drafted, frozen, signed by the bank and the mall on 20 January 2026, in force since. */
export const inForce = (over: Partial<AgreementTerms> = {}): AgreementEvent[] => [
  drafted(over),
  frozen(over),
  signedBy(BANK, '2026-01-20', 1, over),
  signedBy(MALL, '2026-01-20', 2, over),
  signed('2026-01-20', over),
  activated('2026-01-20'),
];

export function fold(...events: readonly AgreementEvent[]): Agreement {
  const state = events.reduce(agreement.evolve, agreement.initialState);
  if (!state) throw new Error('Nothing was drafted');
  return state;
}
