import { specify } from '@lianjian/event-sourcing/testing';
import { within } from '@lianjian/permissions/actor';
import type { UnitCommandOf } from './commands.js';
import { unit } from './decider.js';
import type { UnitEvent } from './events.js';
import { statusOn } from './state.js';
import {
  active,
  actor,
  as,
  merged,
  OTHER_COUNCIL,
  qinhuai,
  reactivated,
  reason,
  recommended,
  registered,
  SURVIVOR,
  secretariat,
  stateAfter,
  suspended,
  UNIT,
  withdrawn,
  xuanwu,
} from './testing.js';

const given = specify(unit);

describe('A unit', () => {
  describe('being suspended and reactivated', () => {
    const suspend = (effectiveOn?: string, by = qinhuai) => as(by)('SuspendUnit', { effectiveOn, reason });
    const reactivate = (effectiveOn?: string, by = qinhuai) => as(by)('ReactivateUnit', { effectiveOn, reason });

    it('is suspended from a date on', () =>
      given(...active)
        .when(suspend('2026-02-01'))
        .then(suspended));
    it('is suspended today when no date is given', () =>
      given(...active)
        .when(suspend())
        .then({ type: 'UnitSuspended', data: { effectiveOn: '2026-03-02', reason } }));
    it('shrugs when it is suspended already', () =>
      given(...active, suspended)
        .when(suspend())
        .thenNothing());
    it('is reactivated from a date on', () =>
      given(...active, suspended)
        .when(reactivate('2026-02-10'))
        .then(reactivated));
    it('shrugs when it is active already', () =>
      given(...active)
        .when(reactivate())
        .thenNothing());
    it('keeps its history in order', () => {
      given(...active)
        .when(suspend('2026-01-11'))
        .thenRefused('unit/out-of-order');
      given(...active, suspended)
        .when(reactivate('2026-01-31'))
        .thenRefused('unit/out-of-order');
    });
    it('must have been activated', () => {
      given(registered, recommended).when(suspend()).thenRefused('unit/not-active');
      given(registered).when(reactivate()).thenRefused('unit/not-suspended');
    });
    it('is over after its end', () => {
      given(...active, merged)
        .when(suspend())
        .thenRefused('unit/ended');
      given(...active, withdrawn)
        .when(reactivate())
        .thenRefused('unit/ended');
    });
    it('E28: is changed more than a year back only by the council', () => {
      const longAgo = active.map((event) => ({
        ...event,
        data: { ...event.data, registeredOn: '2020-01-01', recommendedOn: '2020-01-01', effectiveOn: '2020-01-02' },
      })) as UnitEvent[];
      const suspendedThen: UnitEvent = { type: 'UnitSuspended', data: { effectiveOn: '2020-01-02', reason } };
      const settled = { openObligations: 0 };
      const changes = (effectiveOn: string, by = qinhuai) => [
        as(by)('SuspendUnit', { effectiveOn, reason }),
        as(by)('WithdrawUnit', { effectiveOn, reason }, settled),
        as(by)('MergeUnit', { effectiveOn, reason, intoUnitId: SURVIVOR }, { survivorIsActive: true }),
      ];
      for (const command of changes('2025-03-01'))
        given(...longAgo)
          .when(command)
          .thenRefused('unit/too-long-ago');
      given(...longAgo, suspendedThen)
        .when(reactivate('2025-03-01'))
        .thenRefused('unit/too-long-ago');
      for (const command of [...changes('2025-03-02'), ...changes('2025-03-01', secretariat)]) {
        expect(unit.decide(command, stateAfter(...longAgo))).toHaveLength(1);
      }
    });
    it('is the matter of its district and of the councils it was recommended to', () => {
      const reach = unit.reach(suspend(), stateAfter(...active));
      const others = [qinhuai, secretariat, xuanwu, actor('x', 'COORD', OTHER_COUNCIL)];
      expect(others.map((by) => within(by, reach))).toEqual([true, true, false, false]);
    });
  });

  describe('being withdrawn', () => {
    const settled = { openObligations: 0 };
    const withdraw = (data: Partial<UnitCommandOf<'WithdrawUnit'>['data']> = {}, facts = settled) =>
      as(qinhuai)('WithdrawUnit', { effectiveOn: '2026-02-20', reason, ...data }, facts);

    it('leaves from a date on', () =>
      given(...active)
        .when(withdraw())
        .then(withdrawn));
    it('is closed down where it ceased to exist', () =>
      given(...active)
        .when(withdraw({ closed: true }))
        .then({ type: 'UnitWithdrawn', data: { effectiveOn: '2026-02-20', reason, closed: true } }));
    it('UNIT-d: settles its obligations first', () =>
      given(...active)
        .when(withdraw({}, { openObligations: 1 }))
        .thenRefused('unit/open-obligations'));
    it('shrugs when it is gone already', () =>
      given(...active, withdrawn)
        .when(withdraw({}, { openObligations: 1 }))
        .thenNothing());
    it('may be a draft', () => given(registered).when(withdraw()).then(withdrawn));
    it('does not leave twice in different ways', () => {
      given(...active, merged)
        .when(withdraw())
        .thenRefused('unit/ended');
      given(...active, withdrawn)
        .when(withdraw({ closed: true }))
        .thenRefused('unit/ended');
    });
    it('keeps its history in order', () =>
      given(...active)
        .when(withdraw({ effectiveOn: '2026-01-11' }))
        .thenRefused('unit/out-of-order'));
  });

  describe('being merged', () => {
    const merge = (data: Partial<UnitCommandOf<'MergeUnit'>['data']> = {}, survivorIsActive = true) =>
      as(qinhuai)(
        'MergeUnit',
        { intoUnitId: SURVIVOR, effectiveOn: '2026-02-20', reason, ...data },
        { survivorIsActive },
      );

    it('E25: names the survivor and keeps its own history', () => {
      given(...active)
        .when(merge())
        .then(merged);
      const state = stateAfter(...active, merged);
      expect([state?.mergedInto, statusOn(state, '2026-02-19'), statusOn(state, '2026-02-20')]).toEqual([
        SURVIVOR,
        'ACTIVE',
        'MERGED',
      ]);
    });
    it('shrugs when that was done already', () =>
      given(...active, merged)
        .when(merge())
        .thenNothing());
    it('merges into an active unit', () =>
      given(...active)
        .when(merge({}, false))
        .thenRefused('unit/survivor-not-active'));
    it('does not merge into itself', () =>
      given(...active)
        .when(merge({ intoUnitId: UNIT }))
        .thenRefused('unit/merge-into-itself'));
    it('was active before', () => given(registered, recommended).when(merge()).thenRefused('unit/not-active'));
    it('ends only once', () =>
      given(...active, withdrawn)
        .when(merge())
        .thenRefused('unit/ended'));
  });
});
