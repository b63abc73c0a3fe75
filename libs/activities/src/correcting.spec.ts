import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import { activity } from './decider.js';
import type { ActivityEvent } from './events.js';
import {
  after,
  as,
  before,
  cancelled,
  city,
  corrected,
  done,
  held,
  office,
  participation,
  planned,
  proposed,
  qinhuai,
  reason,
  rejected,
  stateAfter,
  tookPart,
  U2,
  U3,
  U5,
  unit2,
  unit5,
  verified,
  voided,
} from './examples.js';
import { participationOf, totals } from './state.js';

const given = specify(activity);

const correct = (monthClosed: boolean, over: object = {}, by: Actor = unit5) =>
  as(by)('CorrectParticipation', { participantKey: U5, onSite: 6, remote: 1, reason, ...over }, { monthClosed });
const approve = (by: Actor, participantKey = U5) => as(by)('ApproveParticipationCorrection', { participantKey });
const reject = (by: Actor, participantKey = U5) =>
  as(by)('RejectParticipationCorrection', { participantKey, reason: '与签到表不符' });

const nobody = { onSite: 0, remote: 0 };
/** Nobody but U5 took part. */
const alone = [held(), tookPart(participation(U5, before))];

describe('A headcount', () => {
  describe('being corrected', () => {
    it.each([
      ['the unit itself', unit5],
      ['a host', unit2],
      ['the office', office],
    ])('changes at once in an open month, by %s', (_, by) =>
      given(...done)
        .when(correct(false, {}, by))
        .then(corrected(by)),
    );
    it('counts as corrected', () => {
      const state = stateAfter(...done, corrected(unit5));
      expect(participationOf(state, U5)).toMatchObject(after);
      expect(totals(state)).toEqual({ onSite: 24, remote: 1, total: 25 });
    });
    it('is nothing new with the same numbers', () => {
      given(...done)
        .when(correct(false, { onSite: 4 }))
        .thenNothing();
      given(...done)
        .when(correct(true, { onSite: 4 }))
        .thenNothing();
    });
    it('may change the Party members alone', () => {
      const [event] = activity.decide(correct(false, { onSite: 4, partyMembers: 5 }), stateAfter(...done));
      expect(event?.data).toMatchObject({ from: before, to: { ...before, partyMembers: 5 } });
    });
    it('leaves no more Party members than people', () =>
      given(...done)
        .when(correct(false, { onSite: 1, remote: 1 }))
        .thenRefused('activity/party-members-exceed'));
    it('becomes none where the unit was listed by mistake, which has no Party members there either', () => {
      given(...done)
        .when(correct(false, { onSite: 0, remote: 0 }, office))
        .then(corrected(office, undefined, nobody));
      const state = stateAfter(...done, corrected(office, undefined, nobody));
      expect([participationOf(state, U5)?.onSite, totals(state).total]).toEqual([0, 18]);
      given(...done)
        .when(correct(false, { onSite: 0, remote: 0, partyMembers: 1 }, office))
        .thenRefused('activity/party-members-exceed');
    });
    it('leaves somebody in the activity', () => {
      given(...alone)
        .when(correct(false, { onSite: 0, remote: 0 }))
        .thenRefused('activity/nobody-left');
      given(...alone)
        .when(correct(true, { onSite: 0, remote: 0 }))
        .thenRefused('activity/nobody-left');
    });
    it('is changed by the office after the activity was verified, which stays verified', () => {
      given(...done, verified)
        .when(correct(false, {}, office))
        .then(corrected(office));
      expect(stateAfter(...done, verified, corrected(office)).status).toBe('VERIFIED');
    });
    it.each([
      ['the unit itself', unit5],
      ['a host', unit2],
    ])('is not changed by %s after the activity was verified', (_, by) => {
      given(...done, verified)
        .when(correct(false, {}, by))
        .thenRefused('activity/verified-changed-by-office');
      given(...done, verified)
        .when(correct(false, { onSite: 4 }, by))
        .thenNothing();
    });
    it('four eyes: who corrected it does not verify the activity', () =>
      given(...done, corrected(office))
        .when(as(office)('VerifyActivity', {}))
        .thenRefused('activity/recorder-cannot-verify'));
    it('is of a participant of an activity that was held', () => {
      given(...done)
        .when(correct(false, { participantKey: U3 }, office))
        .thenRefused('activity/participation-unknown');
      given(planned()).when(correct(false)).thenRefused('activity/not-held');
      given(planned(), cancelled).when(correct(false)).thenRefused('activity/ended');
      given(...done, voided)
        .when(correct(false))
        .thenRefused('activity/ended');
    });
  });

  describe('of a closed month being corrected', () => {
    it('ACT-g, E19: is proposed, and counts as before', () => {
      given(...done)
        .when(correct(true))
        .then(proposed());
      expect(participationOf(stateAfter(...done, proposed()), U5)).toMatchObject(before);
    });
    it('shrugs at the same proposal', () =>
      given(...done, proposed())
        .when(correct(true, {}, office))
        .thenNothing());
    it('is proposed by the unit after the activity was verified, too', () =>
      given(...done, verified)
        .when(correct(true))
        .then(proposed()));
    it('ACT-g: leaves somebody in the activity when it is approved', () => {
      const lastLeft = { ...corrected(unit2), data: { ...corrected(unit2).data, participantKey: U2, to: nobody } };
      given(...alone, tookPart(participation(U2, { onSite: 3, remote: 0 })), proposed(unit5, false, nobody))
        .when(approve(qinhuai))
        .then(corrected(unit5, qinhuai, nobody));
      given(
        ...alone,
        tookPart(participation(U2, { onSite: 3, remote: 0 })),
        proposed(unit5, false, nobody),
        lastLeft as ActivityEvent,
      )
        .when(approve(qinhuai))
        .thenRefused('activity/nobody-left');
    });
    it('is proposed by one at a time', () =>
      given(...done, proposed())
        .when(correct(true, { onSite: 9 }, office))
        .thenRefused('activity/correction-pending'));

    it.each([
      ['the district', qinhuai],
      ['the city', city],
    ])('ACT-g: changes with the approval of %s', (_, by) =>
      given(...done, proposed())
        .when(approve(by))
        .then(corrected(unit5, by)),
    );
    it('four eyes: the proposer does not approve it', () =>
      given(...done, proposed(qinhuai))
        .when(approve(qinhuai))
        .thenRefused('activity/proposer-cannot-approve'));
    it('may be rejected, and proposed anew', () => {
      given(...done, proposed())
        .when(reject(qinhuai))
        .then(rejected);
      given(...done, proposed(), rejected)
        .when(correct(true))
        .then(proposed());
    });
    it('is approved or rejected once', () => {
      for (const past of [
        [...done],
        [...done, proposed(), rejected],
        [...done, proposed(), corrected(unit5, qinhuai)],
      ]) {
        given(...past)
          .when(approve(qinhuai))
          .thenRefused('activity/nothing-proposed');
        given(...past)
          .when(reject(qinhuai))
          .thenRefused('activity/nothing-proposed');
      }
    });
    it('is neither without the participant, nor after the end', () => {
      given(...done)
        .when(approve(qinhuai, U3))
        .thenRefused('activity/participation-unknown');
      given(...done)
        .when(reject(qinhuai, U3))
        .thenRefused('activity/participation-unknown');
      given(...done, proposed(), voided)
        .when(approve(qinhuai))
        .thenRefused('activity/ended');
      given(...done, proposed(), voided)
        .when(reject(qinhuai))
        .thenRefused('activity/ended');
    });
  });
});
