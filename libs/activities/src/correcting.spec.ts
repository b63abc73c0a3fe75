import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import { activity } from './decider.js';
import type { ActivityEvent } from './events.js';
import {
  as,
  cancelled,
  city,
  colleague,
  done,
  office,
  planned,
  qinhuai,
  reason,
  stateAfter,
  U1,
  U3,
  U5,
  unit1,
  unit2,
  unit5,
  verified,
  voided,
} from './examples.js';
import { countable, participationOf, totals } from './state.js';

const given = specify(activity);
const before = { onSite: 4, remote: 1, partyMembers: 4 };
const after = { onSite: 6, remote: 1, partyMembers: 4 };

const correct = (monthClosed: boolean, over: object = {}, by: Actor = unit5) =>
  as(by)('CorrectParticipation', { participantKey: U5, onSite: 6, remote: 1, reason, ...over }, { monthClosed });
const approve = (by: Actor, participantKey = U5) => as(by)('ApproveParticipationCorrection', { participantKey });
const reject = (by: Actor, participantKey = U5) =>
  as(by)('RejectParticipationCorrection', { participantKey, reason: '与签到表不符' });

const proposed = (by: Actor = unit5, settlesDispute = false): ActivityEvent => ({
  type: 'ParticipationCorrectionProposed',
  data: { participantKey: U5, to: after, reason, proposedBy: by.accountId, settlesDispute },
});
const corrected = (by: Actor, approvedBy?: Actor): ActivityEvent => ({
  type: 'ParticipationCorrected',
  data: {
    participantKey: U5,
    from: before,
    to: after,
    reason,
    afterClose: approvedBy !== undefined,
    proposedBy: by.accountId,
    ...(approvedBy && { approvedBy: approvedBy.accountId }),
  },
});
const rejected: ActivityEvent = {
  type: 'ParticipationCorrectionRejected',
  data: { participantKey: U5, reason: '与签到表不符' },
};

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
    it('leaves at least somebody, and no more Party members than people', () => {
      given(...done)
        .when(correct(false, { onSite: 0, remote: 0 }))
        .thenRefused('activity/headcount-missing');
      given(...done)
        .when(correct(false, { onSite: 1, remote: 1 }))
        .thenRefused('activity/party-members-exceed');
    });
    it('is possible after the activity was verified, which stays verified', () => {
      given(...done, verified)
        .when(correct(false))
        .then(corrected(unit5));
      expect(stateAfter(...done, verified, corrected(unit5)).status).toBe('VERIFIED');
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

  describe('being disputed', () => {
    const dispute = (by: Actor = unit5, over: object = {}) =>
      as(by)('DisputeParticipation', { onSite: 6, remote: 1, reason, ...over });
    const disputed = (claimed = { onSite: 6, remote: 1 }, by: Actor = unit5): ActivityEvent => ({
      type: 'ParticipationDisputed',
      data: { participantKey: by.scope, claimed, reason, disputedBy: by.accountId },
    });
    const resolve = (by: Actor, monthClosed: boolean, numbers?: { onSite: number; remote: number }) =>
      as(by)('ResolveDispute', { participantKey: U5, corrected: numbers, reason }, { monthClosed });
    const resolved = (outcome: 'UPHELD' | 'CORRECTED'): ActivityEvent => ({
      type: 'ParticipationDisputeResolved',
      data: { participantKey: U5, outcome, reason },
    });

    it('is, by the unit itself, and counts as before', () => {
      given(...done)
        .when(dispute())
        .then(disputed());
      expect(totals(stateAfter(...done, disputed())).total).toBe(23);
    });
    it('is never disputed by another', () => {
      given(...done)
        .when(dispute(unit1))
        .then(disputed({ onSite: 6, remote: 1 }, unit1));
      given(...done)
        .when(dispute(office))
        .thenRefused('activity/participation-unknown');
    });
    it('is nothing new with the numbers on record, or claimed already', () => {
      given(...done)
        .when(dispute(unit5, { onSite: 4 }))
        .thenNothing();
      given(...done, disputed())
        .when(dispute())
        .thenNothing();
    });
    it('may be claimed otherwise', () =>
      given(...done, disputed())
        .when(dispute(unit5, { onSite: 7 }))
        .then(disputed({ onSite: 7, remote: 1 })));
    it('is claimed to be somebody', () =>
      given(...done)
        .when(dispute(unit5, { onSite: 0, remote: 0 }))
        .thenRefused('activity/headcount-missing'));
    it('has to be on record', () => {
      given(planned()).when(dispute()).thenRefused('activity/not-held');
      given(...done, voided)
        .when(dispute())
        .thenRefused('activity/ended');
    });

    it('is upheld by the office', () =>
      given(...done, disputed())
        .when(resolve(office, false))
        .then(resolved('UPHELD')));
    it('is upheld by the same numbers, too', () =>
      given(...done, disputed())
        .when(resolve(office, true, { onSite: 4, remote: 1 }))
        .then(resolved('UPHELD')));
    it('is corrected at once in an open month', () =>
      given(...done, disputed())
        .when(resolve(office, false, { onSite: 6, remote: 1 }))
        .then(corrected(office), resolved('CORRECTED')));
    it('keeps the Party members where that is possible', () => {
      const [event] = activity.decide(
        resolve(office, false, { onSite: 1, remote: 1 }),
        stateAfter(...done, disputed()),
      );
      expect(event?.data).toMatchObject({ from: before, to: { onSite: 1, remote: 1 } });
      expect(event && 'to' in event.data && event.data.to).not.toHaveProperty('partyMembers');
    });
    it('four eyes: not resolved by who raised it', () =>
      given(...done, disputed({ onSite: 6, remote: 1 }, { ...unit5, accountId: office.accountId }))
        .when(resolve(office, false))
        .thenRefused('activity/disputer-cannot-resolve'));
    it('ACT-g: in a closed month stays open until the organization department approves', () => {
      const past = [...done, disputed()];
      given(...past)
        .when(resolve(office, true, { onSite: 6, remote: 1 }))
        .then(proposed(office, true));
      given(...past, proposed(office, true))
        .when(resolve(colleague, true, { onSite: 6, remote: 1 }))
        .thenNothing();
      given(...past, proposed(office, true))
        .when(approve(qinhuai))
        .then(corrected(office, qinhuai), resolved('CORRECTED'));
      given(...past, proposed(office, true), rejected)
        .when(resolve(office, true))
        .then(resolved('UPHELD'));
    });
    it('is not settled by a proposal that somebody else made', () =>
      given(...done, proposed(unit2), disputed())
        .when(resolve(office, true, { onSite: 6, remote: 1 }))
        .thenRefused('activity/correction-pending'));
    it('is resolved once', () => {
      given(...done)
        .when(resolve(office, false))
        .thenRefused('activity/nothing-disputed');
      given(...done, disputed(), resolved('UPHELD'))
        .when(resolve(office, false))
        .thenRefused('activity/nothing-disputed');
      given(...done, disputed(), voided)
        .when(resolve(office, false))
        .thenRefused('activity/ended');
    });
    it('of one unit is no matter of another', () => {
      const state = stateAfter(...done, disputed());
      expect([Object.keys(state.disputes), countable(state), participationOf(state, U1)?.onSite]).toEqual([
        [U5],
        true,
        6,
      ]);
    });
  });
});
