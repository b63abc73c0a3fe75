import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import { activity } from './decider.js';
import {
  as,
  before,
  colleague,
  corrected,
  disputed,
  done,
  held,
  office,
  participation,
  planned,
  proposed,
  qinhuai,
  reason,
  rejected,
  resolved,
  stateAfter,
  tookPart,
  U1,
  U5,
  unit1,
  unit2,
  unit5,
  voided,
} from './examples.js';
import { countable, participationOf, totals } from './state.js';

const given = specify(activity);
const approve = (by: Actor, participantKey = U5) => as(by)('ApproveParticipationCorrection', { participantKey });

const nobody = { onSite: 0, remote: 0 };
/** Nobody but U5 took part. */
const alone = [held(), tookPart(participation(U5, before))];

describe('A headcount being disputed', () => {
  const dispute = (by: Actor = unit5, over: object = {}) =>
    as(by)('DisputeParticipation', { onSite: 6, remote: 1, reason, ...over });
  const resolve = (by: Actor, monthClosed: boolean, numbers?: { onSite: number; remote: number }) =>
    as(by)('ResolveDispute', { participantKey: U5, corrected: numbers, reason }, { monthClosed });

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
  it('is none where the unit was not there at all, as long as somebody was', () => {
    given(...done)
      .when(dispute(unit5, nobody))
      .then(disputed(nobody));
    given(...done, disputed(nobody))
      .when(resolve(office, false, nobody))
      .then(corrected(office, undefined, nobody), resolved('CORRECTED'));
    given(...alone)
      .when(dispute(unit5, nobody))
      .thenRefused('activity/nobody-left');
    given(...alone, disputed())
      .when(resolve(office, false, nobody))
      .thenRefused('activity/nobody-left');
  });
  it('is upheld though the others were taken out meanwhile', () =>
    given(...alone, disputed(nobody))
      .when(resolve(office, false))
      .then(resolved('UPHELD')));
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
    const [event] = activity.decide(resolve(office, false, { onSite: 1, remote: 1 }), stateAfter(...done, disputed()));
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
