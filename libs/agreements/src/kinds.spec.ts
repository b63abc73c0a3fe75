import { specify } from '@lianjian/event-sourcing/testing';
import type { PartyFact } from './commands.js';
import { agreement } from './decider.js';
import type { AgreementRefusal } from './refusals.js';
import type { AgreementTerms, Party } from './terms.js';
import { BANK, draftAgreement, MALL, obligation, party, SCHOOL, unitFact } from './testing.js';

const given = specify(agreement);
const pair = (a: Partial<Party>, b: Partial<Party>) => [party(BANK, a), party(MALL, b)];
const city = { level: 'CITY' } as const;
const street = { level: 'STREET' } as const;
const giver = { side: 'GIVER' } as const;
const receiver = { side: 'RECEIVER' } as const;
const village = { locality: 'VILLAGE' } as const;
const law = { trade: 'LAW' } as const;

type Text = Partial<AgreementTerms>;

describe('AGR-e: the kind of an agreement', () => {
  it.each<[string, Text]>([
    ['VERTICAL: different levels', { kind: 'VERTICAL', parties: pair(city, street) }],
    [
      'HORIZONTAL_BUSINESS: one level and how the work is linked',
      { kind: 'HORIZONTAL_BUSINESS', parties: pair(city, city), businessRelation: '银行为商场商户提供结算服务' },
    ],
    ['HORIZONTAL_MUTUAL_AID: one level', { kind: 'HORIZONTAL_MUTUAL_AID', parties: pair(street, street) }],
    [
      'HORIZONTAL_CROSS_TRADE: one level, different trades',
      { kind: 'HORIZONTAL_CROSS_TRADE', parties: pair({ ...city, ...law }, { ...city, trade: 'FINANCE' }) },
    ],
    [
      'TARGETED_ASSISTANCE: a giver who owes and a receiver who need not (AGR-c)',
      {
        kind: 'TARGETED_ASSISTANCE',
        parties: pair(giver, receiver),
        obligations: [obligation('o1', BANK)],
        postedCadres: 3,
      },
    ],
    [
      'URBAN_RURAL: town and country sharing resources',
      { kind: 'URBAN_RURAL', parties: pair({ locality: 'URBAN' }, village), sharedResources: ['TALENT'] },
    ],
    ['VILLAGE_VILLAGE: villages', { kind: 'VILLAGE_VILLAGE', parties: pair(village, village) }],
    ['REGIONAL: one city', { kind: 'REGIONAL' }],
    [
      'TRADE_UNIFIED: one trade, led by its Party committee',
      { kind: 'TRADE_UNIFIED', parties: pair({ ...law, side: 'LEAD' }, law) },
    ],
    [
      'COUNTY_RESOURCE_PAIRING: a giver, a village and what it needs',
      {
        kind: 'COUNTY_RESOURCE_PAIRING',
        parties: pair(giver, { ...receiver, ...village }),
        obligations: [obligation('o1', BANK)],
        needs: ['修缮党群服务中心'],
      },
    ],
  ])('suits %s', (_, over) => {
    expect(agreement.decide(draftAgreement(over), undefined)).toHaveLength(1);
  });

  it.each<[AgreementRefusal, Text]>([
    ['agreement/levels-must-differ', { kind: 'VERTICAL', parties: pair(city, city) }],
    ['agreement/levels-must-differ', { kind: 'VERTICAL', parties: pair(city, {}) }],
    ['agreement/levels-must-be-equal', { kind: 'HORIZONTAL_MUTUAL_AID', parties: pair(city, street) }],
    ['agreement/levels-must-be-equal', { kind: 'HORIZONTAL_MUTUAL_AID' }],
    ['agreement/business-relation-missing', { kind: 'HORIZONTAL_BUSINESS', parties: pair(city, city) }],
    [
      'agreement/trades-must-differ',
      { kind: 'HORIZONTAL_CROSS_TRADE', parties: pair({ ...city, ...law }, { ...city, ...law }) },
    ],
    ['agreement/giver-and-receiver-missing', { kind: 'TARGETED_ASSISTANCE', parties: pair(giver, giver) }],
    ['agreement/giver-and-receiver-missing', { kind: 'TARGETED_ASSISTANCE', parties: pair(giver, {}) }],
    [
      'agreement/obligations-one-sided',
      { kind: 'TARGETED_ASSISTANCE', parties: pair(giver, receiver), obligations: [obligation('o1', MALL)] },
    ],
    [
      'agreement/urban-and-rural-missing',
      { kind: 'URBAN_RURAL', parties: pair(village, village), sharedResources: ['VENUE'] },
    ],
    [
      'agreement/urban-and-rural-missing',
      { kind: 'URBAN_RURAL', parties: pair({ locality: 'URBAN' }, {}), sharedResources: ['VENUE'] },
    ],
    ['agreement/shared-resources-missing', { kind: 'URBAN_RURAL', parties: pair({ locality: 'URBAN' }, village) }],
    ['agreement/villages-only', { kind: 'VILLAGE_VILLAGE', parties: pair(village, { locality: 'RURAL' }) }],
    ['agreement/trades-must-be-equal', { kind: 'TRADE_UNIFIED', parties: pair({ ...law, side: 'LEAD' }, {}) }],
    ['agreement/trade-lead-missing', { kind: 'TRADE_UNIFIED', parties: pair(law, law) }],
    [
      'agreement/trade-lead-missing',
      { kind: 'TRADE_UNIFIED', parties: pair({ ...law, side: 'LEAD' }, { ...law, side: 'LEAD' }) },
    ],
    [
      'agreement/receivers-must-be-villages',
      { kind: 'COUNTY_RESOURCE_PAIRING', parties: pair(giver, receiver), needs: ['修缮党群服务中心'] },
    ],
    ['agreement/needs-missing', { kind: 'COUNTY_RESOURCE_PAIRING', parties: pair(giver, { ...receiver, ...village }) }],
  ])('refuses what it does not suit: %s', (code, over) => given().when(draftAgreement(over)).thenRefused(code));

  it.each<[AgreementRefusal, Text, PartyFact[]]>([
    ['agreement/one-city-only', { kind: 'REGIONAL' }, [unitFact(BANK), unitFact(MALL, { districtCode: '320302' })]],
    [
      'agreement/trade-lead-missing',
      { kind: 'TRADE_UNIFIED', parties: pair({ ...law, side: 'LEAD' }, law) },
      [unitFact(BANK, { partyOrgType: 'BRANCH' }), unitFact(MALL), unitFact(SCHOOL)],
    ],
  ])('asks what the units really are: %s', (code, over, facts) =>
    given()
      .when(draftAgreement(over, { parties: facts }))
      .thenRefused(code),
  );
});
