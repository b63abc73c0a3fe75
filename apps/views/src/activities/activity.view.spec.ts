import type { ActivityEvent } from '@lianjian/activities/events';
import {
  ACTIVITY,
  cancelled,
  done,
  GULOU,
  held,
  mergedInto,
  OTHER_ACTIVITY,
  participation,
  planned,
  QINHUAI,
  reason,
  tookPart,
  U1,
  U2,
  U3,
  U5,
  verified,
  voided,
  XUANWU,
} from '@lianjian/activities/examples';
import { rowsOf } from '@lianjian/projections/testing';
import { streamOf } from '../testing-events.js';
import { activityView } from './activity.view.js';
import { participationView } from './participation.view.js';

const streamAfter = (...events: readonly ActivityEvent[]) => streamOf(`activity-${ACTIVITY}`, ...events);
const activityAfter = (...events: readonly ActivityEvent[]) =>
  rowsOf(activityView, ...streamAfter(...events))[ACTIVITY];
const participationsAfter = (...events: readonly ActivityEvent[]) =>
  rowsOf(participationView, ...streamAfter(...events));
const of = (key: string) => `${ACTIVITY}/${key}`;

describe('The row of an activity', () => {
  it('does not count while it is only planned (ACT-a)', () => {
    expect(activityAfter(planned())).toMatchObject({
      ...{ status: 'PLANNED', countable: false, heldRecordedAt: null, month: '2026-03', startOn: '2026-03-18' },
      ...{ leadHostUnitId: U2, leadDistrict: QINHUAI, unitIds: [U2, U1], districtCodes: [QINHUAI, XUANWU] },
    });
  });

  it('counts from when it was recorded as held, and remembers that instant', () => {
    const recordedAt = streamAfter(planned(), held())[1]?.metadata.recordedAt;
    const row = activityAfter(planned(), held(), verified);
    expect(row).toMatchObject({ status: 'VERIFIED', countable: true, heldRecordedAt: recordedAt, late: false });
  });

  it('belongs to the month of its local date (C1)', () => {
    const row = activityAfter(held({ startAt: '2026-03-31T16:30:00.000Z' }));
    expect(row).toMatchObject({ startOn: '2026-04-01', month: '2026-04' });
  });

  it('concerns everybody who took part, and their districts', () => {
    const row = activityAfter(...done, tookPart(participation(U3, { onSite: 2, remote: 0 })));
    expect(row?.unitIds).toEqual([U2, U1, U5, U3]);
    expect(row?.districtCodes).toEqual([QINHUAI, XUANWU, GULOU]);
  });

  it.each([
    ['CANCELLED', cancelled],
    ['VOIDED', voided],
    ['MERGED', mergedInto],
  ])('counts no more once it is %s (ACT-a)', (status, event) => {
    const row = activityAfter(...done, event);
    expect(row).toMatchObject({ status, countable: false, endReason: expect.any(String) });
    expect(row?.mergedInto).toBe(status === 'MERGED' ? OTHER_ACTIVITY : null);
  });
});

describe('The rows of those who took part', () => {
  it('are one for each, with the district that the event carries (C6)', () => {
    const rows = participationsAfter(...done);
    expect(Object.keys(rows)).toEqual([of(U2), of(U1), of(U5)]);
    expect(rows[of(U5)]).toMatchObject({
      ...{
        activityId: ACTIVITY,
        unitId: U5,
        districtCode: XUANWU,
        role: 'GUEST',
        onSite: 4,
        remote: 1,
        partyMembers: 4,
      },
      ...{ external: false, dispute: null, proposal: null, corrections: 0 },
    });
  });

  it('may be of a guest who is no registered unit', () => {
    const guest = {
      key: 'guest-1',
      guestName: '示例志愿者协会',
      role: 'GUEST',
      onSite: 3,
      remote: 0,
      external: true,
    } as const;
    expect(participationsAfter(held(), tookPart(guest))[of('guest-1')]).toMatchObject({
      ...{ unitId: null, guestName: '示例志愿者协会', districtCode: null, external: true },
    });
  });

  it('follow corrections, of which a proposed one changes nothing until it is approved', () => {
    const [from, to] = [
      { onSite: 4, remote: 1, partyMembers: 4 },
      { onSite: 6, remote: 0 },
    ];
    const correction = { participantKey: U5, reason, proposedBy: 'unit-2' };
    const proposal: ActivityEvent = {
      type: 'ParticipationCorrectionProposed',
      data: { ...correction, to, settlesDispute: false },
    };
    const proposed = participationsAfter(...done, proposal)[of(U5)];
    expect(proposed).toMatchObject({ onSite: 4, remote: 1, proposal: { ...to, reason } });

    const rejected: ActivityEvent = { type: 'ParticipationCorrectionRejected', data: { participantKey: U5, reason } };
    expect(participationsAfter(...done, proposal, rejected)[of(U5)]).toMatchObject({ onSite: 4, proposal: null });

    const corrected: ActivityEvent = {
      type: 'ParticipationCorrected',
      data: { ...correction, from, to, afterClose: true, approvedBy: 'qinhuai' },
    };
    expect(participationsAfter(...done, proposal, corrected)[of(U5)]).toMatchObject({
      ...{ onSite: 6, remote: 0, partyMembers: null, proposal: null, corrections: 1 },
    });
  });

  it('are disputed until the office has decided', () => {
    const disputed: ActivityEvent = {
      type: 'ParticipationDisputed',
      data: { participantKey: U1, claimed: { onSite: 8, remote: 0 }, reason, disputedBy: 'unit-1' },
    };
    expect(participationsAfter(...done, disputed)[of(U1)]?.dispute).toEqual({ onSite: 8, remote: 0, reason });
    const upheld: ActivityEvent = {
      type: 'ParticipationDisputeResolved',
      data: { participantKey: U1, outcome: 'UPHELD', reason },
    };
    expect(participationsAfter(...done, disputed, upheld)[of(U1)]).toMatchObject({ dispute: null, onSite: 6 });
  });
});
