import { addDays } from '@lianjian/kernel/time';
import { SYSTEM } from '@lianjian/permissions/actor';
import { unit, usccToReserve } from './decider.js';
import type { UnitEvent } from './events.js';
import { candidateFor, districtOn, heldUscc, isActiveOn, recommendationFor, statusOn } from './state.js';
import {
  activated,
  active,
  as,
  COUNCIL,
  merged,
  nothingClosed,
  OTHER_COUNCIL,
  profile,
  QINHUAI,
  qinhuai,
  reactivated,
  reason,
  recommended,
  registered,
  secretariat,
  stateAfter,
  suspended,
  transferred,
  withdrawn,
  XUANWU,
} from './testing.js';

describe('What a unit was on a date', () => {
  const moved = stateAfter(...active, suspended, reactivated, transferred);

  it('E3: its district changes on the day of the transfer', () =>
    expect(['2026-01-04', '2026-01-05', '2026-03-15', '2026-03-16'].map((date) => districtOn(moved, date))).toEqual([
      undefined,
      QINHUAI,
      QINHUAI,
      XUANWU,
    ]));
  it('E6: it is not active while suspended', () =>
    expect(
      ['2026-01-11', '2026-01-12', '2026-01-31', '2026-02-01', '2026-02-09', '2026-02-10'].map((date) =>
        isActiveOn(moved, date),
      ),
    ).toEqual([false, true, true, false, false, true]));
  it('E5: on a day of two changes it is what the last one made of it', () => {
    const sameDay: UnitEvent = { type: 'UnitSuspended', data: { effectiveOn: '2026-01-12', reason } };
    expect(isActiveOn(stateAfter(...active, sameDay), '2026-01-12')).toBe(false);
    expect(isActiveOn(stateAfter(...active, withdrawn), '2026-02-20')).toBe(false);
  });
  it('is nothing before it exists', () => {
    expect([districtOn(undefined, '2026-01-05'), statusOn(undefined, '2026-01-05')]).toEqual([undefined, undefined]);
    expect(unit.audience(undefined)).toEqual({});
    expect(unit.reach(as(qinhuai)('SuspendUnit', { reason }, nothingClosed), undefined)).toEqual({});
  });
  it('tells a council what admission depends on', () => {
    expect(candidateFor(moved, COUNCIL, '2026-03-16')).toEqual({
      isActive: true,
      districtCode: XUANWU,
      recommendation: recommendationFor(moved, COUNCIL),
    });
    expect(recommendationFor(moved, COUNCIL)).toEqual(recommended.data);
    expect(recommendationFor(moved, OTHER_COUNCIL)).toBeUndefined();
  });
});

describe('UNIT-a: the USCC that is one unit’s alone', () => {
  const shared: UnitEvent = {
    ...registered,
    data: { ...registered.data, profile: { ...profile, hostKind: 'SAME_AS_SUPERIOR' } },
  } as UnitEvent;
  const activate = as(secretariat)('ActivateUnit', { councilId: COUNCIL }, nothingClosed);
  const correct = as(qinhuai)('CorrectUnitProfile', {
    hostEntities: [{ name: '示例甲商贸有限公司', uscc: '91320102DEM0000142' }],
    reason,
  });

  it('is reserved with activation', () =>
    expect(usccToReserve(activate, stateAfter(registered, recommended))).toBe('91320104DEM000022R'));
  it('is reserved anew when a counted unit corrects it, not in a draft', () => {
    expect(usccToReserve(correct, stateAfter(...active, suspended))).toBe('91320102DEM0000142');
    expect(usccToReserve(correct, stateAfter(registered))).toBeUndefined();
  });
  it('E24: is nobody’s where organizations share a legal person', () => {
    expect(usccToReserve(activate, stateAfter(shared, recommended))).toBeUndefined();
    expect(heldUscc(stateAfter(shared, recommended, activated), '2026-03-01')).toBeUndefined();
  });
  it('is held while active or suspended and free afterwards', () => {
    const held = [[registered], active, [...active, suspended], [...active, withdrawn], [...active, merged]];
    expect(held.map((events) => heldUscc(stateAfter(...events), '2030-01-01'))).toEqual([
      undefined,
      '91320104DEM000022R',
      '91320104DEM000022R',
      undefined,
      undefined,
    ]);
  });
  it('UNIT-a: stays the unit’s until a withdrawal that lies ahead takes effect', () => {
    const leaving = stateAfter(...active, withdrawn);
    const { from } = leaving?.statuses.at(-1) ?? { from: '' };
    expect(heldUscc(leaving, addDays(from, -1))).toBe('91320104DEM000022R');
    expect(heldUscc(leaving, from)).toBeUndefined();
  });
  it('concerns no other command', () =>
    expect(usccToReserve(as(SYSTEM)('SuspendUnit', { reason }, nothingClosed), stateAfter(...active))).toBeUndefined());
});
