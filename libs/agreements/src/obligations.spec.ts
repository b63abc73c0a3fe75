import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import type { AgreementCommandOf } from './commands.js';
import { agreement } from './decider.js';
import type { AgreementEvent, AgreementEventOf } from './events.js';
import { openObligations } from './state.js';
import type { AgreementTerms } from './terms.js';
import {
  ACTIVITY,
  BANK,
  bank,
  bankColleague,
  fold,
  inForce,
  MALL,
  mall,
  obligation,
  party,
  SCHOOL,
  school,
  wishOn,
} from './testing.js';

const given = specify(agreement);

type Report = AgreementCommandOf<'FulfilObligation'>['data'];
const report: Report = {
  obligationId: 'o1',
  fulfilledOn: '2026-03-05',
  quantity: 2,
  evidence: { activityId: ACTIVITY },
};
const atTheActivity = { activityUnitIds: [BANK, SCHOOL] };
const fulfil = (over: Partial<Report> = {}, by: Actor = bank, facts = atTheActivity) =>
  wishOn('2026-03-10', by)('FulfilObligation', { ...report, ...over }, facts);
const fulfilled = (over: Partial<AgreementEventOf<'ObligationFulfilled'>['data']> = {}): AgreementEvent => ({
  type: 'ObligationFulfilled',
  data: { ...report, unitId: BANK, reportedBy: bank.accountId, ...over },
});

const confirm = (quantity?: number, by: Actor = mall) =>
  wishOn('2026-03-12', by)('ConfirmObligation', { obligationId: 'o1', quantity });
const confirmed = (quantity: number, confirmedQty: number, met = false): AgreementEvent => ({
  type: 'ObligationConfirmed',
  data: { obligationId: 'o1', confirmingUnitId: MALL, quantity, confirmedQty, met, on: '2026-03-12' },
});

describe('An obligation', () => {
  describe('being fulfilled', () => {
    it('is reported by the unit that owes it, with what shows it', () =>
      given(...inForce())
        .when(fulfil())
        .then(fulfilled()));
    it('may be shown by a note', () =>
      given(...inForce())
        .when(fulfil({ evidence: { note: '已向商户发放宣传手册' } }, bank, { activityUnitIds: [] }))
        .then(fulfilled({ evidence: { note: '已向商户发放宣传手册' } })));
    it('shrugs at the same report', () =>
      given(...inForce(), fulfilled())
        .when(fulfil())
        .thenNothing());
    it('counts an activity once', () =>
      given(...inForce(), fulfilled())
        .when(fulfil({ quantity: 3 }))
        .thenRefused('agreement/activity-already-reported'));
    it.each([
      ['does not count or does not exist', []],
      ['the owing unit took no part in', [MALL]],
    ])('is not shown by an activity that %s', (_, activityUnitIds) =>
      given(...inForce())
        .when(fulfil({}, bank, { activityUnitIds }))
        .thenRefused('agreement/activity-shows-nothing'),
    );
    it('is reported by nobody else', () =>
      given(...inForce())
        .when(fulfil({}, mall))
        .thenRefused('agreement/not-the-owing-unit'));
    it('must be known', () =>
      given(...inForce())
        .when(fulfil({ obligationId: 'o9' }))
        .thenRefused('agreement/obligation-unknown'));
    it('is no thing of the future', () =>
      given(...inForce())
        .when(fulfil({ fulfilledOn: '2026-03-11' }))
        .thenRefused('agreement/date-in-future'));
    it('AGR-d: counts only while the agreement is in force', () => {
      given(...inForce())
        .when(fulfil({ fulfilledOn: '2026-01-19' }))
        .thenRefused('agreement/not-in-force');
      given(...inForce().slice(0, 3))
        .when(fulfil())
        .thenRefused('agreement/not-in-force');
    });
    it('may be entered after the agreement has expired', () =>
      given(...inForce(), { type: 'AgreementExpired', data: { termTo: '2026-12-31' } })
        .when(wishOn('2027-01-10', bank)('FulfilObligation', { ...report, fulfilledOn: '2026-12-30' }, atTheActivity))
        .then(fulfilled({ fulfilledOn: '2026-12-30' })));
  });

  describe('being confirmed', () => {
    it('takes the word of the counter-party', () =>
      given(...inForce(), fulfilled())
        .when(confirm())
        .then(confirmed(2, 2)));
    it('adds up until the target is met', () => {
      const twice = [
        ...inForce(),
        fulfilled(),
        confirmed(2, 2),
        fulfilled({ quantity: 4, evidence: { note: '第二批服务' } }),
      ];
      given(...twice)
        .when(confirm())
        .then(confirmed(4, 6, true));
      given(...twice)
        .when(confirm(3))
        .then(confirmed(3, 5));
    });
    it('is open until as much as agreed is confirmed', () => {
      const state = fold(...inForce(), fulfilled({ quantity: 6 }), confirmed(6, 6, true));
      expect(openObligations(state).map(({ obligationId }) => obligationId)).toEqual(['o2']);
    });
    it('shrugs when all that was reported is confirmed', () =>
      given(...inForce(), fulfilled(), confirmed(2, 2))
        .when(confirm())
        .thenNothing());
    it('never confirms more than was reported', () =>
      given(...inForce(), fulfilled())
        .when(confirm(3))
        .thenRefused('agreement/confirms-too-much'));
    it('needs a report', () =>
      given(...inForce())
        .when(confirm())
        .thenRefused('agreement/nothing-to-confirm'));

    it('four eyes: the owing unit never confirms, by whatever account', () => {
      given(...inForce(), fulfilled())
        .when(confirm(undefined, bank))
        .thenRefused('agreement/only-counter-party-confirms');
      given(...inForce(), fulfilled())
        .when(confirm(undefined, bankColleague))
        .thenRefused('agreement/only-counter-party-confirms');
    });
    it('four eyes: nor does the account that reported, acting for the counter-party', () =>
      given(...inForce(), fulfilled())
        .when(confirm(undefined, { ...mall, accountId: bank.accountId }))
        .thenRefused('agreement/reporter-cannot-confirm'));
    it('four eyes: nor does anybody who is no party', () =>
      given(...inForce(), fulfilled())
        .when(confirm(undefined, school))
        .thenRefused('agreement/only-counter-party-confirms'));
    it('is for those who are helped, where help goes one way', () => {
      const over: Partial<AgreementTerms> = {
        kind: 'TARGETED_ASSISTANCE',
        parties: [party(BANK, { side: 'GIVER' }), party(SCHOOL, { side: 'GIVER' }), party(MALL, { side: 'RECEIVER' })],
        obligations: [obligation('o1', BANK), obligation('o2', SCHOOL)],
      };
      given(...inForce(over), fulfilled())
        .when(confirm(undefined, school))
        .thenRefused('agreement/only-counter-party-confirms');
      given(...inForce(over), fulfilled())
        .when(confirm())
        .then(confirmed(2, 2));
    });
  });
});
