import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import { activity } from './decider.js';
import type { ActivityEvent } from './events.js';
import {
  as,
  cancelled,
  done,
  mergedInto,
  office,
  planned,
  qinhuai,
  stateAfter,
  unit2,
  verified,
  voided,
} from './examples.js';
import { countable, totals } from './state.js';

const given = specify(activity);

describe('An activity', () => {
  describe('being cancelled', () => {
    const cancel = as(unit2)('CancelActivity', { reason: '场地临时停电，不再举办' });
    it('does not take place', () => given(planned()).when(cancel).then(cancelled));
    it('shrugs when it is', () => given(planned(), cancelled).when(cancel).thenNothing());
    it('is not when it was held', () => {
      given(...done)
        .when(cancel)
        .thenRefused('activity/held-cannot-be-cancelled');
      given(...done, verified)
        .when(cancel)
        .thenRefused('activity/held-cannot-be-cancelled');
    });
    it('ACT-a: is over after its end', () => {
      given(...done, voided)
        .when(cancel)
        .thenRefused('activity/ended');
      given(...done, mergedInto)
        .when(cancel)
        .thenRefused('activity/ended');
      given().when(cancel).thenRefused('activity/not-found');
    });
  });

  describe('being voided', () => {
    const annul = (by: Actor, monthClosed: boolean) =>
      as(by)('VoidActivity', { reason: '误记的活动' }, { monthClosed });
    const afterClose: ActivityEvent = { type: 'ActivityVoided', data: { reason: '误记的活动', afterClose: true } };

    it('is, by the office, while the month is open', () => {
      given(...done)
        .when(annul(office, false))
        .then(voided);
      given(...done, verified)
        .when(annul(office, false))
        .then(voided);
      given(...done)
        .when(annul(qinhuai, false))
        .thenRefused('activity/open-month-voided-by-office');
    });
    it('ACT-g, E18: is, by a district, once the month is closed', () =>
      given(...done)
        .when(annul(qinhuai, true))
        .then(afterClose));
    it('ACT-g: is not voided by the office once the month is closed', () =>
      given(...done)
        .when(annul(office, true))
        .thenRefused('activity/closed-month-voided-by-district'));
    it('ACT-a, E18: counts no more', () => {
      const state = stateAfter(...done, afterClose);
      expect([countable(state), totals(state).total]).toEqual([false, 0]);
    });
    it('shrugs when it is', () =>
      given(...done, voided)
        .when(annul(qinhuai, true))
        .thenNothing());
    it('has to be held, and not to have ended otherwise', () => {
      given(planned()).when(annul(office, false)).thenRefused('activity/not-held');
      given(planned(), cancelled).when(annul(office, false)).thenRefused('activity/ended');
      given(...done, mergedInto)
        .when(annul(office, false))
        .thenRefused('activity/ended');
    });
  });
});
