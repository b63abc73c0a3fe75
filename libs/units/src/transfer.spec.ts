import { specify } from '@lianjian/event-sourcing/testing';
import { within } from '@lianjian/permissions/actor';
import { unit } from './decider.js';
import type { UnitEvent } from './events.js';
import {
  active,
  as,
  QINHUAI,
  qinhuai,
  reason,
  registered,
  requested,
  stateAfter,
  transferred,
  withdrawn,
  XUANWU,
  xuanwu,
} from './testing.js';

const given = specify(unit);

describe('A unit', () => {
  describe('moving to another district', () => {
    const open = { closedMonths: ['2026-01'] };
    const request = (effectiveOn: string | undefined = '2026-03-16', toDistrict = XUANWU, facts = open) =>
      as(qinhuai, '2026-03-10')('RequestUnitTransfer', { toDistrict, effectiveOn, reason }, facts);
    const accept = (by = xuanwu, facts = open) => as(by, '2026-03-11')('AcceptUnitTransfer', {}, facts);
    const decline = (by = xuanwu) => as(by, '2026-03-11')('DeclineUnitTransfer', { reason: '新址不在本区' });

    it('UNIT-c: is requested by the losing district, also for a future date', () =>
      given(...active)
        .when(request())
        .then(requested));
    it('UNIT-c: is accepted by the gaining district', () =>
      given(...active, requested)
        .when(accept())
        .then(transferred));
    it('UNIT-c: takes effect today when no date is given', () => {
      const [event] = unit.decide(
        as(qinhuai)('RequestUnitTransfer', { toDistrict: XUANWU, reason }, open),
        stateAfter(...active),
      );
      expect(event?.data).toMatchObject({ effectiveOn: '2026-03-02' });
    });
    it('UNIT-c: never reaches back over a closed period', () => {
      given(...active)
        .when(request('2026-02-10', XUANWU, { closedMonths: ['2026-02'] }))
        .thenRefused('unit/transfer-into-closed-period');
      given(...active)
        .when(request('2026-01-20', XUANWU, { closedMonths: ['2026-02'] }))
        .thenRefused('unit/transfer-into-closed-period');
    });
    it('UNIT-c: is not accepted into a month that was closed meanwhile', () =>
      given(...active, requested)
        .when(accept(xuanwu, { closedMonths: ['2026-03'] }))
        .thenRefused('unit/transfer-into-closed-period'));
    it('UNIT-c, four eyes: who requested it does not accept it', () =>
      given(...active, requested)
        .when(accept({ ...xuanwu, accountId: qinhuai.accountId }))
        .thenRefused('unit/transfer-requester-cannot-accept'));
    it('UNIT-c: has one pending request at a time', () => {
      given(...active, requested)
        .when(request('2026-03-20'))
        .thenRefused('unit/transfer-pending');
      given(...active, requested)
        .when(request())
        .thenNothing();
    });
    it('UNIT-c: moves forward in time only', () =>
      given(...active, transferred)
        .when(
          as(xuanwu, '2026-03-20')(
            'RequestUnitTransfer',
            { toDistrict: QINHUAI, effectiveOn: '2026-03-16', reason },
            open,
          ),
        )
        .thenRefused('unit/transfer-out-of-order'));
    it('UNIT-b: goes to a district in force on the effective date', () =>
      given(...active)
        .when(request('2026-03-16', '320107'))
        .thenRefused('unit/district-not-in-force'));
    it('shrugs at a request to where it is', () =>
      given(...active)
        .when(request('2026-03-16', QINHUAI))
        .thenNothing());
    it('shrugs at a second acceptance', () =>
      given(...active, requested, transferred)
        .when(accept())
        .thenNothing());
    it('can be declined, and then requested again', () => {
      const declined: UnitEvent = {
        type: 'UnitTransferDeclined',
        data: { from: QINHUAI, to: XUANWU, reason: '新址不在本区' },
      };
      given(...active, requested)
        .when(decline())
        .then(declined);
      given(...active, requested, declined)
        .when(request())
        .then(requested);
    });
    it('needs a request to be answered', () => {
      given(...active)
        .when(accept(qinhuai))
        .thenRefused('unit/no-transfer-pending');
      given(...active, transferred)
        .when(accept(qinhuai))
        .thenRefused('unit/no-transfer-pending');
      given(...active)
        .when(accept())
        .thenRefused('unit/no-transfer-pending');
      given(...active)
        .when(decline())
        .thenRefused('unit/no-transfer-pending');
    });
    it('ends with the unit', () => {
      given(...active, withdrawn)
        .when(request())
        .thenRefused('unit/ended');
      given(...active, requested, { ...withdrawn })
        .when(accept())
        .thenRefused('unit/no-transfer-pending');
    });
    it('E28: does not reach back more than a year', () =>
      given({ ...registered, data: { ...registered.data, registeredOn: '2020-01-05' } } as UnitEvent)
        .when(request('2024-01-05', XUANWU, { closedMonths: [] }))
        .thenRefused('unit/too-long-ago'));
    it('forgets the subdistrict of the district it left', () => {
      const there: UnitEvent = {
        type: 'UnitProfileCorrected',
        data: { changes: { subdistrictCode: '320104007' }, reason },
      };
      expect(stateAfter(...active, there, transferred)?.profile.subdistrictCode).toBeUndefined();
    });
    it('is requested by the losing, accepted by the gaining district, and either may call it off', () => {
      const pending = stateAfter(...active, requested);
      const offices = [qinhuai, xuanwu];
      expect(offices.map((by) => within(by, unit.reach(request(), stateAfter(...active))))).toEqual([true, false]);
      expect(offices.map((by) => within(by, unit.reach(accept(), pending)))).toEqual([false, true]);
      expect(offices.map((by) => within(by, unit.reach(decline(), pending)))).toEqual([true, true]);
      expect(offices.map((by) => within(by, unit.audience(pending)))).toEqual([true, true]);
      expect(within(xuanwu, unit.audience(stateAfter(...active)))).toBe(false);
    });
    it('E3: passes to the new district on the day itself, and not by dating a command back', () => {
      const moved = stateAfter(...active, transferred);
      const suspend = (today: string) => ({
        ...as(qinhuai, today)('SuspendUnit', { reason }, { closedMonths: [] }),
        on: '2026-03-10',
      });
      expect(within(qinhuai, unit.reach(suspend('2026-03-15'), moved))).toBe(true);
      expect(within(qinhuai, unit.reach(suspend('2026-03-16'), moved))).toBe(false);
      expect(within(xuanwu, unit.reach(suspend('2026-03-16'), moved))).toBe(true);
    });
  });
});
