import { specify } from '@lianjian/event-sourcing/testing';
import { SYSTEM } from '@lianjian/permissions/actor';
import { agreement } from './decider.js';
import type { AgreementEvent, AgreementEventOf } from './events.js';
import { activeOn, statusOn } from './state.js';
import {
  BANK,
  bank,
  district,
  drafted,
  fold,
  frozen,
  inForce,
  MALL,
  school,
  signed,
  signedBy,
  wishOn,
} from './testing.js';

const given = specify(agreement);

const reason = '合作内容已调整';
const terminate = (on: string, effectiveOn?: string, by = bank) =>
  wishOn(on, by)('TerminateAgreement', { reason, effectiveOn });
const terminated = (on: string, effectiveOn: string): AgreementEventOf<'AgreementTerminated'> => ({
  type: 'AgreementTerminated',
  data: {
    unitId: BANK,
    reason,
    effectiveOn,
    openObligations: [
      { obligationId: 'o1', unitId: BANK, targetQty: 6, confirmedQty: 0, dueOn: '2026-12-31' },
      { obligationId: 'o2', unitId: MALL, targetQty: 2, confirmedQty: 0, dueOn: '2026-12-31' },
    ],
    on,
  },
});
const met: AgreementEvent = {
  type: 'ObligationConfirmed',
  data: { obligationId: 'o1', confirmingUnitId: MALL, quantity: 6, confirmedQty: 6, met: true, on: '2026-03-12' },
};

describe('An agreement', () => {
  describe('being terminated', () => {
    it('AGR-i: ends after the notice, with the reason and what is still owed', () => {
      given(...inForce())
        .when(terminate('2026-06-01'))
        .then(terminated('2026-06-01', '2026-07-01'));
      given(...inForce())
        .when(terminate('2026-06-01', '2026-08-01'))
        .then(terminated('2026-06-01', '2026-08-01'));
    });
    it('AGR-i: lists no obligation that is met', () => {
      const { data } = terminated('2026-06-01', '2026-07-01');
      given(...inForce(), met)
        .when(terminate('2026-06-01'))
        .then({ type: 'AgreementTerminated', data: { ...data, openObligations: data.openObligations.slice(1) } });
    });
    it('AGR-i: respects the notice', () =>
      given(...inForce())
        .when(terminate('2026-06-01', '2026-06-30'))
        .thenRefused('agreement/notice-too-short'));
    it('AGR-i: needs none where it expires first', () =>
      given(...inForce())
        .when(terminate('2026-12-15'))
        .thenRefused('agreement/expires-first'));
    it('is in force until then', () => {
      const ending = fold(...inForce(), terminated('2026-06-01', '2026-07-01'));
      expect(activeOn(ending, '2026-06-30')).toBe(true);
      expect(statusOn(ending, '2026-07-01')).toBe('TERMINATED');
      expect(statusOn(ending, '2027-01-01')).toBe('TERMINATED');
    });
    it('may end before it began', () => {
      const signedEarly = [
        drafted(),
        frozen(),
        signedBy(BANK, '2025-11-20', 1),
        signedBy(MALL, '2025-11-21', 2),
        signed('2025-11-21'),
      ];
      given(...signedEarly)
        .when(terminate('2025-11-25'))
        .then(terminated('2025-11-25', '2025-12-25'));
      given(...signedEarly, terminated('2025-11-25', '2025-12-25'))
        .when(wishOn('2026-01-01', SYSTEM)('ActivateAgreement', {}))
        .thenNothing();
    });
    it('shrugs when already ending', () =>
      given(...inForce(), terminated('2026-06-01', '2026-07-01'))
        .when(terminate('2026-06-05'))
        .thenNothing());
    it('is for parties only', () =>
      given(...inForce())
        .when(terminate('2026-06-01', undefined, school))
        .thenRefused('agreement/not-a-party'));
    it('must be signed, and not over', () => {
      given(drafted(), frozen()).when(terminate('2026-06-01')).thenRefused('agreement/not-in-force');
      given(...inForce())
        .when(terminate('2027-01-01'))
        .thenRefused('agreement/not-in-force');
    });
  });

  describe('being voided', () => {
    const annul = (legalInvalidity: boolean, on = '2026-06-01') =>
      wishOn(on, district('320102'))('VoidAgreement', { reason, legalInvalidity });
    const voided = (legalInvalidity: boolean): AgreementEvent => ({
      type: 'AgreementVoided',
      data: { districtCode: '320102', reason, legalInvalidity, on: '2026-06-01' },
    });

    it('is annulled before it is in force', () => given(drafted(), frozen()).when(annul(false)).then(voided(false)));
    it('is annulled later only where the law says so', () => {
      given(...inForce())
        .when(annul(false))
        .thenRefused('agreement/void-after-active');
      given(...inForce())
        .when(annul(false, '2027-02-01'))
        .thenRefused('agreement/void-after-active');
      given(...inForce())
        .when(annul(true))
        .then(voided(true));
    });
    it('never was in force then', () => expect(activeOn(fold(...inForce(), voided(true)), '2026-03-01')).toBe(false));
    it('shrugs when void already', () => given(drafted(), voided(false)).when(annul(true)).thenNothing());
    it('does nothing else any more', () =>
      given(...inForce(), voided(true))
        .when(terminate('2026-07-01'))
        .thenRefused('agreement/voided'));
  });

  describe('expiring', () => {
    const expire = (on: string) => wishOn(on, SYSTEM)('ExpireAgreement', {});
    const expired: AgreementEvent = { type: 'AgreementExpired', data: { termTo: '2026-12-31' } };

    it('AGR-g: is over when its last local day is', () => {
      given(...inForce())
        .when(expire('2026-12-31'))
        .thenRefused('agreement/term-not-over');
      given(...inForce())
        .when(expire('2027-01-01'))
        .then(expired);
    });
    it('E12: is a question of dates, not of whether the service said so', () => {
      for (const state of [fold(...inForce()), fold(...inForce(), expired)]) {
        expect(statusOn(state, '2026-12-31')).toBe('ACTIVE');
        expect(statusOn(state, '2027-01-01')).toBe('EXPIRED');
      }
    });
    it('is said once', () =>
      given(...inForce(), expired)
        .when(expire('2027-01-02'))
        .thenNothing());
    it('is not said of one that was terminated', () =>
      given(...inForce(), terminated('2026-06-01', '2026-07-01'))
        .when(expire('2027-01-01'))
        .thenNothing());
    it('needs signatures to begin with', () =>
      given(drafted(), frozen()).when(expire('2027-01-01')).thenRefused('agreement/not-signed'));
  });
});
