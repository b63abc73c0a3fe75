import { specify } from '@lianjian/event-sourcing/testing';
import { SYSTEM, within } from '@lianjian/permissions/actor';
import type { UnitCommandOf } from './commands.js';
import { unit } from './decider.js';
import type { UnitEvent } from './events.js';
import { statusOn } from './state.js';
import {
  active,
  as,
  COUNCIL,
  merged,
  nothingClosed,
  QINHUAI,
  qinhuai,
  reactivated,
  reason,
  recommended,
  registered,
  SURVIVOR,
  secretariat,
  settled,
  stateAfter,
  suspended,
  transferred,
  UNIT,
  withdrawn,
  XUANWU,
  xuanwu,
} from './testing.js';

const given = specify(unit);

type Facts = UnitCommandOf<'SuspendUnit'>['facts'];
const here: UnitCommandOf<'MergeUnit'>['facts'] = {
  ...settled,
  survivor: { isActive: true, districtCode: QINHUAI },
};

describe('A unit', () => {
  describe('being suspended and reactivated', () => {
    const suspend = (effectiveOn?: string, facts: Facts = nothingClosed) =>
      as(qinhuai)('SuspendUnit', { effectiveOn, reason }, facts);
    const reactivate = (effectiveOn?: string, facts: Facts = nothingClosed) =>
      as(qinhuai)('ReactivateUnit', { effectiveOn, reason }, facts);

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
    describe('with a date long past', () => {
      const longAgo = active.map((event) => ({
        ...event,
        data: { ...event.data, registeredOn: '2020-01-01', recommendedOn: '2020-01-01', effectiveOn: '2020-01-02' },
      })) as UnitEvent[];
      const suspendedThen: UnitEvent = { type: 'UnitSuspended', data: { effectiveOn: '2020-01-02', reason } };
      const changes = (effectiveOn: string, closedMonths: readonly string[] = []) =>
        [
          [longAgo.slice(0, 2), activate(effectiveOn, closedMonths)],
          [longAgo, suspend(effectiveOn, { closedMonths })],
          [[...longAgo, suspendedThen], reactivate(effectiveOn, { closedMonths })],
          [longAgo, as(qinhuai)('WithdrawUnit', { effectiveOn, reason }, { ...settled, closedMonths })],
          [longAgo, as(qinhuai)('MergeUnit', { effectiveOn, reason, intoUnitId: SURVIVOR }, { ...here, closedMonths })],
        ] as const;
      const activate = (effectiveOn: string, closedMonths: readonly string[]) =>
        as(secretariat)('ActivateUnit', { effectiveOn, councilId: COUNCIL }, { closedMonths });

      it('E28: is changed at most a year back, whoever asks', () => {
        for (const [past, command] of changes('2025-03-01')) {
          given(...past)
            .when(command)
            .thenRefused('unit/too-long-ago');
          given(...past)
            .when({ ...command, by: SYSTEM })
            .thenRefused('unit/too-long-ago');
        }
        for (const [past, command] of changes('2025-03-02')) {
          expect(unit.decide(command, stateAfter(...past))).toHaveLength(1);
        }
      });
      it('C3: is never changed in, or from before, a month that one of its councils closed', () => {
        for (const date of ['2026-01-31', '2026-01-01', '2025-12-31']) {
          for (const [past, command] of changes(date, ['2026-01'])) {
            given(...past)
              .when(command)
              .thenRefused('unit/into-closed-period');
          }
        }
        for (const [past, command] of changes('2026-02-01', ['2026-01'])) {
          expect(unit.decide(command, stateAfter(...past))).toHaveLength(1);
        }
      });
      it('C3: shrugs at what was done before the month was closed', () =>
        given(...active, suspended)
          .when(suspend('2026-02-01', { closedMonths: ['2026-02'] }))
          .thenNothing());
    });
    it('is its present district’s matter, whichever councils it belongs to', () => {
      const commands = [
        suspend(),
        reactivate(),
        as(qinhuai)('WithdrawUnit', { reason }, settled),
        as(qinhuai)('MergeUnit', { reason, intoUnitId: SURVIVOR }, here),
      ];
      for (const command of commands) {
        const reach = unit.reach(command, stateAfter(...active));
        expect([qinhuai, secretariat, xuanwu].map((by) => within(by, reach))).toEqual([true, false, false]);
      }
    });
  });

  describe('being withdrawn', () => {
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
        .when(withdraw({}, { ...settled, openObligations: 1 }))
        .thenRefused('unit/open-obligations'));
    it('shrugs when it is gone already', () =>
      given(...active, withdrawn)
        .when(withdraw({}, { ...settled, openObligations: 1 }))
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
    const merge = (data: Partial<UnitCommandOf<'MergeUnit'>['data']> = {}, facts: Partial<typeof here> = {}) =>
      as(qinhuai)(
        'MergeUnit',
        { intoUnitId: SURVIVOR, effectiveOn: '2026-02-20', reason, ...data },
        { ...here, ...facts },
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
        .when(merge({}, { ...here, openObligations: 1 }))
        .thenNothing());
    it('merges into an active unit', () =>
      given(...active)
        .when(merge({}, { survivor: { isActive: false, districtCode: QINHUAI } }))
        .thenRefused('unit/survivor-not-active'));
    it('UNIT-d: merges within its district of that date', () => {
      const survivor = { isActive: true, districtCode: XUANWU };
      given(...active)
        .when(merge({}, { survivor }))
        .thenRefused('unit/survivor-elsewhere');
      const moved: UnitEvent = {
        ...transferred,
        data: { ...transferred.data, effectiveOn: '2026-02-20' },
      } as UnitEvent;
      given(...active, moved)
        .when(merge({}, { survivor }))
        .then(merged);
      given(...active, moved)
        .when(merge({ effectiveOn: '2026-02-19' }, { survivor }))
        .thenRefused('unit/survivor-elsewhere');
    });
    it('UNIT-d: settles its obligations first', () =>
      given(...active)
        .when(merge({}, { openObligations: 1 }))
        .thenRefused('unit/open-obligations'));
    it('does not merge into another one afterwards', () =>
      given(...active, merged)
        .when(merge({ intoUnitId: '5f0c1c5e-3a51-4c0e-9a51-6c2b6d1f0a03' }))
        .thenRefused('unit/ended'));
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
