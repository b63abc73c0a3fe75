import { rowsOf } from '@lianjian/projections/testing';
import type { UnitEvent } from '@lianjian/units/events';
import {
  activated,
  active,
  CONTACT,
  COUNCIL,
  merged,
  profile,
  QINHUAI,
  reactivated,
  reason,
  registered,
  requested,
  SURVIVOR,
  suspended,
  transferred,
  UNIT,
  withdrawn,
  XUANWU,
} from '@lianjian/units/testing';
import { streamOf } from '../testing-events.js';
import { unitView } from './unit.view.js';

const unitAfter = (...events: readonly UnitEvent[]) => rowsOf(unitView, ...streamOf(`unit-${UNIT}`, ...events))[UNIT];

describe('The row of a unit', () => {
  it('begins as a draft in the district that registered it', () => {
    expect(unitAfter(registered)).toMatchObject({
      ...{ unitNo: 'DW-320104-2026-0001', name: profile.partyOrgName, unitKind: 'PRIVATE', status: 'DRAFT' },
      ...{ districtCode: QINHUAI, districtCodes: [QINHUAI], councilIds: [], hasContact: true, transfer: null },
    });
  });

  it('keeps every status with the day from which it holds and the event that says so', () => {
    const row = unitAfter(...active, suspended, reactivated);
    expect(row?.status).toBe('ACTIVE');
    const events = streamOf(`unit-${UNIT}`, ...active, suspended, reactivated);
    expect(row?.statuses).toEqual([
      { status: 'DRAFT', from: '2026-01-05', eventId: events[0]?.id },
      { status: 'RECOMMENDED', from: '2026-01-08', eventId: events[1]?.id },
      { status: 'ACTIVE', from: '2026-01-12', eventId: events[2]?.id },
      { status: 'SUSPENDED', from: '2026-02-01', eventId: events[3]?.id, reason },
      { status: 'ACTIVE', from: '2026-02-10', eventId: events[4]?.id, reason },
    ]);
    expect(row?.councilIds).toEqual([COUNCIL]);
  });

  it('does not fall back to recommended when a second council is recommended', () => {
    const [, recommended] = active as [UnitEvent, UnitEvent & { type: 'UnitRecommended' }];
    const again: UnitEvent = { ...recommended, data: { ...recommended.data, councilId: SURVIVOR } };
    expect(unitAfter(...active, again)).toMatchObject({ status: 'ACTIVE', councilIds: [COUNCIL, SURVIVOR] });
  });

  it('ends withdrawn, closed or merged', () => {
    expect(unitAfter(...active, withdrawn)?.status).toBe('WITHDRAWN');
    const closed: UnitEvent = { type: 'UnitWithdrawn', data: { effectiveOn: '2026-02-20', reason, closed: true } };
    expect(unitAfter(...active, requested, closed)).toMatchObject({ status: 'CLOSED', transfer: null });
    expect(unitAfter(...active, merged)).toMatchObject({ status: 'MERGED', mergedInto: SURVIVOR });
  });

  it('is of both districts while it moves, and of the old one again when it is not taken', () => {
    expect(unitAfter(...active, requested)).toMatchObject({
      ...{ districtCode: QINHUAI, districtCodes: [QINHUAI, XUANWU], transfer: { to: XUANWU } },
    });
    const declined: UnitEvent = { type: 'UnitTransferDeclined', data: { from: QINHUAI, to: XUANWU, reason } };
    expect(unitAfter(...active, requested, declined)).toMatchObject({ districtCodes: [QINHUAI], transfer: null });
    const moved = unitAfter(...active, requested, transferred);
    expect(moved).toMatchObject({ districtCode: XUANWU, districtCodes: [QINHUAI, XUANWU], transfer: null });
    expect(moved?.districts.map(({ code, from }) => [code, from])).toEqual([
      [QINHUAI, '2026-01-05'],
      [XUANWU, '2026-03-16'],
    ]);
  });

  it('follows corrections of the profile and the contact, without a trace of the person', () => {
    const changes = { partyOrgName: '中共示例乙商贸有限公司支部委员会', unitKind: 'SOE' as const };
    const corrected: UnitEvent = { type: 'UnitProfileCorrected', data: { changes, reason } };
    const row = unitAfter(registered, corrected, { type: 'UnitContactChanged', data: { contactRef: CONTACT } });
    expect(row).toMatchObject({ name: changes.partyOrgName, unitKind: 'SOE', hasContact: true });
    expect(row?.profile.superiorOrgName).toBe(profile.superiorOrgName);
    expect(JSON.stringify(row)).not.toContain(CONTACT);
  });

  it('is not made by anything but the registration', () => expect(unitAfter(activated)).toBeUndefined());
});
