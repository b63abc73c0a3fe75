import { specify } from '@lianjian/event-sourcing/testing';
import { agreementCommands, type CouncilFact } from './commands.js';
import { agreement } from './decider.js';
import { hashOf } from './drafting.js';
import type { AgreementRefusal } from './refusals.js';
import type { AgreementTerms } from './terms.js';
import {
  allUnits,
  BANK,
  bank,
  COUNCIL,
  coordinator,
  councilOf,
  district,
  draftAgreement,
  drafted,
  frozen,
  inForce,
  MALL,
  obligation,
  party,
  revised,
  SCHOOL,
  signedBy,
  terms,
  unitFact,
  wishOn,
} from './testing.js';

const given = specify(agreement);
const freeze = wishOn('2025-12-10', coordinator)('FreezeAgreementText', {}, { parties: allUnits });
const revise = (over: Partial<AgreementTerms>) =>
  wishOn('2025-12-12', bank)('ReviseAgreementTerms', terms(over), {
    parties: allUnits,
    council: councilOf(BANK, MALL),
  });

describe('An agreement', () => {
  describe('being drafted', () => {
    it('keeps the terms, and what each party was on that date', () => given().when(draftAgreement()).then(drafted()));
    it('is drafted only once', () => given(drafted()).when(draftAgreement()).thenRefused('agreement/already-drafted'));
    it('has terms of the shape that the edge asks for', () => {
      expect(agreementCommands.DraftAgreement.parse({ councilId: COUNCIL, ...terms() })).toEqual(draftAgreement().data);
    });

    it.each<[string, Partial<AgreementTerms>]>([
      ['one party', { parties: [party(BANK)] }],
      ['a party named twice', { parties: [party(BANK), party(MALL), party(BANK)] }],
    ])('AGR-a: refuses %s', (_, over) =>
      given().when(draftAgreement(over)).thenRefused('agreement/parties-not-distinct'),
    );
    it('AGR-a: refuses a party that is not in the registry', () =>
      given()
        .when(draftAgreement({}, { parties: [unitFact(BANK)] }))
        .thenRefused('agreement/party-unknown'));
    it('AGR-a: refuses a party that is not active', () =>
      given()
        .when(draftAgreement({}, { parties: [unitFact(BANK), unitFact(MALL, { active: false })] }))
        .thenRefused('agreement/party-not-active'));

    it('AGR-c: asks for an obligation of every party', () =>
      given()
        .when(draftAgreement({ obligations: [obligation('o1', BANK)] }))
        .thenRefused('agreement/obligations-one-sided'));
    it.each<[AgreementRefusal, Partial<AgreementTerms>]>([
      ['agreement/obligation-of-no-party', { obligations: [obligation('o1', SCHOOL)] }],
      ['agreement/obligation-ids-not-distinct', { obligations: [obligation('o1', BANK), obligation('o1', MALL)] }],
      ['agreement/obligation-outside-term', { obligations: [obligation('o1', BANK, { dueOn: '2027-01-01' })] }],
      ['agreement/obligation-outside-term', { obligations: [obligation('o1', BANK, { dueOn: '2025-12-31' })] }],
    ])('AGR-c: %s', (code, over) => given().when(draftAgreement(over)).thenRefused(code));
    it('AGR-d: refuses a term that ends before it begins', () =>
      given()
        .when(draftAgreement({ termFrom: '2026-02-01', termTo: '2026-01-31' }))
        .thenRefused('agreement/term-reversed'));
    describe('COUNCIL-f: in a council', () => {
      const isRefused = (council: CouncilFact | undefined, by = bank) =>
        given()
          .when(draftAgreement({}, { council }, by))
          .thenRefused('agreement/not-a-council-matter');

      it('has one member of it among its parties at least', () => {
        given()
          .when(draftAgreement({}, { council: councilOf(BANK) }))
          .then(drafted());
        given()
          .when(draftAgreement({}, { council: councilOf(MALL) }, coordinator))
          .then(drafted());
        isRefused(councilOf(), coordinator);
      });
      it('is drafted by a member of it or by its office', () => isRefused(councilOf(MALL)));
      it('needs a council, and that it is established', () => {
        isRefused(undefined);
        isRefused({ ...councilOf(BANK, MALL), isEstablished: false });
      });
      it('has no party that is suspended there', () => {
        const suspended = { unitId: MALL, active: false };
        for (const by of [bank, coordinator]) {
          isRefused({ isEstablished: true, partiesInCouncil: [{ unitId: BANK, active: true }, suspended] }, by);
        }
      });
      it('keeps a member of it when the text is revised', () =>
        given(drafted())
          .when(
            wishOn('2025-12-12', bank)('ReviseAgreementTerms', terms({ copies: 6 }), {
              parties: allUnits,
              council: councilOf(),
            }),
          )
          .thenRefused('agreement/not-a-council-matter'));
    });
    it('asks for none where it is of no council', () => {
      const { councilId: _, ...data } = draftAgreement().data;
      const { agreementNo, partyUnits } = drafted().data;
      given()
        .when(wishOn('2025-12-01', bank)('DraftAgreement', data, { agreementNo, parties: allUnits }))
        .then({ type: 'AgreementDrafted', data: { agreementNo, councilId: undefined, terms: terms(), partyUnits } });
    });
    it('names each project once', () =>
      given()
        .when(draftAgreement({ projectIds: [COUNCIL, COUNCIL] }))
        .thenRefused('agreement/projects-not-distinct'));
  });

  describe('being revised', () => {
    const longer = { termTo: '2027-06-30' };

    it('AGR-b: clears the signatures, and names who signed', () =>
      given(drafted(), frozen(), signedBy(BANK, '2025-12-11', 1))
        .when(revise(longer))
        .then(revised(longer, [BANK])));
    it('AGR-b: goes back to the draft once frozen', () =>
      given(drafted(), frozen(), revised(longer)).when(freeze).then(frozen(longer)));
    it('shrugs at the text it already has, and keeps the signatures', () =>
      given(drafted(), frozen(), signedBy(BANK, '2025-12-11', 1))
        .when(revise({}))
        .thenNothing());
    it('may change the parties', () => {
      const over = {
        parties: [party(BANK), party(SCHOOL)],
        obligations: [obligation('o1', BANK), obligation('o2', SCHOOL)],
      };
      given(drafted()).when(revise(over)).then(revised(over));
    });
    it('is checked as a new draft is', () =>
      given(drafted())
        .when(revise({ termTo: '2025-12-31' }))
        .thenRefused('agreement/term-reversed'));
    it('AGR-b: is too late once all have signed', () =>
      given(...inForce())
        .when(revise(longer))
        .thenRefused('agreement/already-signed'));
    it('must exist', () => given().when(revise({})).thenRefused('agreement/not-found'));
  });

  describe('being frozen', () => {
    it('binds the hash of the terms', () => given(drafted()).when(freeze).then(frozen()));
    it('has another hash for any other text', () => {
      expect(hashOf(terms({ copies: 5 }))).not.toBe(hashOf(terms()));
      expect(hashOf(terms({ businessRelation: undefined }))).toBe(hashOf(terms()));
    });
    it('reads again what the parties are', () => {
      const moved = [unitFact(BANK), unitFact(MALL, { districtCode: '320102' })];
      const { active: _, ...mallNow } = unitFact(MALL, { districtCode: '320102' });
      given(drafted())
        .when(wishOn('2025-12-10', bank)('FreezeAgreementText', {}, { parties: moved }))
        .then({
          type: 'AgreementTextFrozen',
          data: { ...frozen().data, partyUnits: [frozen().data.partyUnits[0] as typeof mallNow, mallNow] },
        });
    });
    it('AGR-a: refuses a party that left in the meantime', () =>
      given(drafted())
        .when(
          wishOn('2025-12-10', bank)(
            'FreezeAgreementText',
            {},
            { parties: [unitFact(BANK), unitFact(MALL, { active: false })] },
          ),
        )
        .thenRefused('agreement/party-not-active'));
    it('shrugs when already frozen', () => given(drafted(), frozen()).when(freeze).thenNothing());
  });

  describe('with a long term', () => {
    const long = { termTo: '2029-01-02' };
    const approve = wishOn('2025-12-15', district('320102'))('ApproveLongTerm', {});
    const approval = {
      type: 'AgreementLongTermApproved',
      data: { districtCode: '320102', termFrom: '2026-01-01', termTo: '2029-01-02', note: undefined },
    } as const;

    it('AGR-d: is approved by a district of a party', () => given(drafted(long)).when(approve).then(approval));
    it('AGR-d: needs no approval for three years', () =>
      given(drafted({ termTo: '2029-01-01' }))
        .when(approve)
        .thenRefused('agreement/term-not-long'));
    it('AGR-d: keeps the approval for any term within the approved one', () =>
      given(drafted(long), approval, revised({ termFrom: '2026-01-01', termTo: '2029-01-02', copies: 6 }))
        .when(approve)
        .thenNothing());
    it('AGR-d: asks again for an even longer one', () =>
      given(drafted(long), approval, revised({ termTo: '2030-01-01' }))
        .when(approve)
        .then({ ...approval, data: { ...approval.data, termTo: '2030-01-01' } }));
    it('shrugs when approved already', () => given(drafted(long), approval).when(approve).thenNothing());
  });
});
