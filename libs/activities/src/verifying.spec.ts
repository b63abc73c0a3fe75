import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import { activity } from './decider.js';
import {
  as,
  COUNCIL,
  colleague,
  disputed,
  done,
  held,
  office,
  participation,
  planned,
  resolved,
  stateAfter,
  tookPart,
  U3,
  verified,
  voided,
} from './examples.js';

const given = specify(activity);

describe('An activity being verified', () => {
  const verify = (by: Actor) => as(by)('VerifyActivity', {});
  it('is, by the office', () =>
    given(...done)
      .when(verify(office))
      .then(verified));
  it('shrugs when it is', () =>
    given(...done, verified)
      .when(verify(colleague))
      .thenNothing());
  it('four eyes: not by who recorded it', () =>
    given(held({ recordedBy: office.accountId }))
      .when(verify(office))
      .thenRefused('activity/recorder-cannot-verify'));
  it('four eyes: nor by who recorded a participant', () =>
    given(...done, tookPart(participation(U3, { onSite: 1, remote: 0 }), { recordedBy: office.accountId }))
      .when(verify(office))
      .thenRefused('activity/recorder-cannot-verify'));
  it('is not while a headcount is disputed', () => {
    given(...done, disputed())
      .when(verify(office))
      .thenRefused('activity/dispute-open');
    given(...done, disputed(), resolved('UPHELD'))
      .when(verify(office))
      .then(verified);
  });
  it('has to be held', () => {
    given(planned()).when(verify(office)).thenRefused('activity/not-held');
    given(...done, voided)
      .when(verify(office))
      .thenRefused('activity/ended');
  });
  it('E20: belongs to one council', () => expect(stateAfter(...done).councilId).toBe(COUNCIL));
});
