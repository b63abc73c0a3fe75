import { specify } from '@lianjian/event-sourcing/testing';
import { SYSTEM } from '@lianjian/permissions/actor';
import { agreement } from './decider.js';
import { hashOf } from './drafting.js';
import type { AgreementEvent } from './events.js';
import { activeOn, districtsToFile, statusOn } from './state.js';
import type { AgreementTerms } from './terms.js';
import {
  activated,
  BANK,
  bank,
  city,
  coordinator,
  district,
  drafted,
  fold,
  frozen,
  inForce,
  MALL,
  mall,
  obligation,
  party,
  revised,
  SCHOOL,
  school,
  signed,
  signedBy,
  terms,
  wishOn,
} from './testing.js';

const given = specify(agreement);

const sign = (
  by: typeof bank,
  on: string,
  over: Partial<AgreementTerms> = {},
  inactivePartyIds: readonly string[] = [],
) =>
  wishOn(on, by)(
    'SignAgreement',
    { contentHash: hashOf(terms(over)), signatoryPost: '党委书记' },
    { inactivePartyIds },
  );

describe('An agreement', () => {
  describe('being signed', () => {
    it('waits for every party', () =>
      given(drafted(), frozen())
        .when(sign(bank, '2026-01-20'))
        .then(signedBy(BANK, '2026-01-20', 1)));
    it('is in force with the last signature, once the term has begun', () =>
      given(drafted(), frozen(), signedBy(BANK, '2026-01-20', 1))
        .when(sign(mall, '2026-01-21'))
        .then(signedBy(MALL, '2026-01-21', 2), signed('2026-01-21'), activated('2026-01-21')));
    it('waits for the term to begin', () =>
      given(drafted(), frozen(), signedBy(BANK, '2025-12-20', 1))
        .when(sign(mall, '2025-12-31'))
        .then(signedBy(MALL, '2025-12-31', 2), signed('2025-12-31')));
    it('is signed on the last date, in whatever order the signatures were entered', () =>
      given(drafted(), frozen(), signedBy(BANK, '2026-02-10', 1))
        .when(sign(mall, '2026-01-21'))
        .then(signedBy(MALL, '2026-01-21', 2), signed('2026-02-10'), activated('2026-02-10')));
    it('shrugs at a signature it already has', () =>
      given(drafted(), frozen(), signedBy(BANK, '2026-01-20', 1))
        .when(sign(bank, '2026-01-20'))
        .thenNothing());
    it('shrugs at one even in force', () =>
      given(...inForce())
        .when(sign(bank, '2026-01-20'))
        .thenNothing());

    it('AGR-a: refuses a unit that is suspended on the signing date', () =>
      given(drafted(), frozen())
        .when(sign(bank, '2026-01-20', {}, [BANK]))
        .thenRefused('agreement/party-not-active'));
    it('AGR-a: the last signature is refused when another party was suspended after it signed', () =>
      given(drafted(), frozen(), signedBy(BANK, '2026-01-20', 1))
        .when(sign(mall, '2026-01-21', {}, [BANK]))
        .thenRefused('agreement/party-not-active'));
    it('AGR-a: until then each party answers for itself', () =>
      given(drafted(), frozen())
        .when(sign(bank, '2026-01-20', {}, [MALL]))
        .then(signedBy(BANK, '2026-01-20', 1)));
    it('AGR-b: a coordinator never signs for a unit', () =>
      given(drafted(), frozen())
        .when(sign(coordinator, '2026-01-20'))
        .thenRefused('agreement/units-sign-for-themselves'));
    it.each([
      ['a district', district('320102')],
      ['the city', city],
      ['the service', SYSTEM],
    ])('AGR-b: nor does %s', (_, by) =>
      given(drafted(), frozen()).when(sign(by, '2026-01-20')).thenRefused('agreement/units-sign-for-themselves'),
    );
    it('AGR-b: is for parties only', () =>
      given(drafted(), frozen()).when(sign(school, '2026-01-20')).thenRefused('agreement/not-a-party'));
    it('AGR-b: binds the text that was read', () =>
      given(drafted(), frozen(), revised({ copies: 6 }), frozen({ copies: 6 }))
        .when(sign(bank, '2026-01-20'))
        .thenRefused('agreement/content-hash-differs'));
    it('AGR-b: needs a frozen text', () =>
      given(drafted()).when(sign(bank, '2026-01-20')).thenRefused('agreement/text-not-frozen'));
    it('AGR-b: after a change of the text all have to sign again', () => {
      const copies = { copies: 6 };
      const anew = [drafted(), frozen(), signedBy(BANK, '2026-01-20', 1), revised(copies, [BANK]), frozen(copies)];
      given(...anew)
        .when(sign(mall, '2026-01-21', copies))
        .then(signedBy(MALL, '2026-01-21', 1, copies));
      given(...anew)
        .when(sign(bank, '2026-01-21', copies))
        .then(signedBy(BANK, '2026-01-21', 1, copies));
    });
    it('AGR-d: a term of more than three years waits for the district', () => {
      const long = { termTo: '2030-12-31' };
      given(drafted(long), frozen(long))
        .when(sign(bank, '2026-01-20', long))
        .thenRefused('agreement/long-term-not-approved');
      given(drafted(long), frozen(long), {
        type: 'AgreementLongTermApproved',
        data: { districtCode: '320104', termFrom: '2026-01-01', termTo: '2030-12-31' },
      })
        .when(sign(bank, '2026-01-20', long))
        .then(signedBy(BANK, '2026-01-20', 1, long));
    });
    it('AGR-d: is too late when the term is over', () =>
      given(drafted(), frozen()).when(sign(bank, '2027-01-01')).thenRefused('agreement/term-over'));
  });

  describe('being declined', () => {
    const decline = wishOn('2026-01-21', mall)('DeclineAgreement', { reason: '第二条义务数量需要再商议' });
    const declined: AgreementEvent = {
      type: 'AgreementDeclined',
      data: { unitId: MALL, reason: '第二条义务数量需要再商议', clearedSigners: [BANK] },
    };
    const halfSigned = [drafted(), frozen(), signedBy(BANK, '2026-01-20', 1)];

    it('AGR-b: clears the signatures', () =>
      given(...halfSigned)
        .when(decline)
        .then(declined));
    it('is no dead end: the text is negotiated on', () => {
      expect(statusOn(fold(...halfSigned, declined), '2026-01-21')).toBe('DRAFT');
      given(...halfSigned, declined)
        .when(sign(bank, '2026-01-22'))
        .thenRefused('agreement/text-not-frozen');
      given(...halfSigned, declined, frozen())
        .when(sign(mall, '2026-01-22'))
        .then(signedBy(MALL, '2026-01-22', 1));
    });
    it('shrugs when the same party declined it', () =>
      given(...halfSigned, declined)
        .when(decline)
        .thenNothing());
    it('may decline the next version too', () =>
      given(...halfSigned, declined, frozen())
        .when(decline)
        .then({ ...declined, data: { ...declined.data, clearedSigners: [] } } as AgreementEvent));
    it('needs a frozen text', () => given(drafted()).when(decline).thenRefused('agreement/text-not-frozen'));
    it('is for parties only', () =>
      given(...halfSigned)
        .when(wishOn('2026-01-21', school)('DeclineAgreement', { reason: '不同意协议条款' }))
        .thenRefused('agreement/not-a-party'));
    it('is too late once all have signed', () =>
      given(...inForce())
        .when(decline)
        .thenRefused('agreement/already-signed'));
  });

  describe('coming into force', () => {
    const activate = (on: string) => wishOn(on, SYSTEM)('ActivateAgreement', {});
    const signedEarly = [
      drafted(),
      frozen(),
      signedBy(BANK, '2025-12-20', 1),
      signedBy(MALL, '2025-12-21', 2),
      signed('2025-12-21'),
    ];

    it('AGR-d: is said by the service, with the day on which it was so', () =>
      given(...signedEarly)
        .when(activate('2026-01-03'))
        .then(activated('2026-01-01')));
    it('AGR-d: never before the term', () =>
      given(...signedEarly)
        .when(activate('2025-12-31'))
        .thenRefused('agreement/term-not-begun'));
    it('AGR-d: never before the last signature', () =>
      given(drafted(), frozen(), signedBy(BANK, '2026-01-20', 1))
        .when(activate('2026-02-01'))
        .thenRefused('agreement/not-signed'));
    it('is said once', () =>
      given(...signedEarly, activated('2026-01-01'))
        .when(activate('2026-01-04'))
        .thenNothing());
    it('is a question of dates, not of whether the service said so', () => {
      expect(activeOn(fold(...signedEarly), '2025-12-31')).toBe(false);
      expect(activeOn(fold(...signedEarly), '2026-01-01')).toBe(true);
      expect(activeOn(fold(...signedEarly), '2026-12-31')).toBe(true);
      expect(activeOn(fold(...signedEarly), '2027-01-01')).toBe(false);
      expect(activeOn(fold(...inForce()), '2026-01-19')).toBe(false);
      expect(activeOn(fold(...inForce()), '2026-01-20')).toBe(true);
    });
  });

  describe('being filed', () => {
    const file = (districtCode: string) =>
      wishOn('2026-01-25', district(districtCode))('FileAgreement', { districtCode });
    const filed = (districtCode: string): AgreementEvent => ({
      type: 'AgreementFiled',
      data: { districtCode, on: '2026-01-25' },
    });

    it('AGR-f: is filed in every district concerned', () => {
      given(...inForce())
        .when(file('320102'))
        .then(filed('320102'));
      given(...inForce(), filed('320102'))
        .when(file('320104'))
        .then(filed('320104'));
      expect(districtsToFile(fold(...inForce(), filed('320104')))).toEqual(['320102']);
    });
    it('AGR-f: in each of them once', () =>
      given(...inForce(), filed('320102'))
        .when(file('320102'))
        .thenNothing());
    it('AGR-f: in no other', () =>
      given(...inForce())
        .when(file('320106'))
        .thenRefused('agreement/not-a-district-concerned'));
    it('AGR-f: once signed', () => given(drafted(), frozen()).when(file('320102')).thenRefused('agreement/not-signed'));
  });

  it('E13: of three parties in three districts is one agreement that each of them has', () => {
    const over: Partial<AgreementTerms> = {
      parties: [party(BANK), party(MALL), party(SCHOOL)],
      obligations: [obligation('o1', BANK), obligation('o2', MALL), obligation('o3', SCHOOL)],
    };
    given(drafted(over), frozen(over), signedBy(BANK, '2026-01-20', 1, over), signedBy(MALL, '2026-01-20', 2, over))
      .when(sign(school, '2026-01-22', over))
      .then(signedBy(SCHOOL, '2026-01-22', 3, over), signed('2026-01-22', over), activated('2026-01-22'));
    const all = fold(drafted(over), frozen(over));
    expect(districtsToFile(all)).toEqual(['320102', '320104', '320106']);
    expect(agreement.audience(all).units).toEqual([BANK, MALL, SCHOOL]);
  });
});
