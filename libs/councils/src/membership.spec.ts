import { specify } from '@lianjian/event-sourcing/testing';
import { within } from '@lianjian/permissions/actor';
import type { Candidate } from './commands.js';
import { council } from './decider.js';
import type { CouncilEvent } from './events.js';
import { activeMembersOn, membershipIntervals, membershipOn } from './state.js';
import {
  admitted,
  as,
  candidate,
  city,
  dissolved,
  establishedSince,
  founded,
  memberEvent,
  OTHER_UNIT,
  ownProposed,
  proposed,
  qinhuai,
  reason,
  secretariat,
  stateAfter,
  suspended,
  UNIT,
  XUANWU,
  xuanwu,
} from './testing.js';

const given = specify(council);

describe('A member', () => {
  const vetoed: CouncilEvent = { type: 'MemberVetoed', data: { unitId: UNIT, reason } };
  const suspendedMember = memberEvent('MemberSuspended', '2026-02-01');
  const resumedMember = memberEvent('MemberResumed', '2026-02-10');
  const withdrawnMember = memberEvent('MemberWithdrawn', '2026-02-20');

  describe('being admitted', () => {
    const admit = (
      changes: Partial<Candidate> = {},
      effectiveOn: string | undefined = '2026-01-12',
      by = secretariat,
    ) => as(by)('AdmitMember', { unitId: UNIT, effectiveOn }, { candidate: { ...candidate, ...changes } });

    it('records who recommended and who admitted it', () =>
      given(...founded)
        .when(admit())
        .then(admitted));
    it('is admitted today when no date is given', () => {
      const command = as(secretariat)('AdmitMember', { unitId: UNIT }, { candidate });
      expect(council.decide(command, stateAfter(...founded))[0]?.data).toMatchObject({ effectiveOn: '2026-03-02' });
    });
    it('is an active unit on that date', () =>
      given(...founded)
        .when(admit({ isActive: false }))
        .thenRefused('council/unit-not-active'));
    it('COUNCIL-b: is recommended for this council', () =>
      given(...founded)
        .when(admit({ recommendation: undefined }))
        .thenRefused('council/not-recommended'));
    it('COUNCIL-b: is recommended by the authority of its own district', () =>
      given(...founded)
        .when(admit({ districtCode: XUANWU }))
        .thenRefused('council/recommended-elsewhere'));
    it('COUNCIL-b, four eyes: the recommender does not admit', () =>
      given(...founded)
        .when(admit({}, '2026-01-12', { ...secretariat, accountId: qinhuai.accountId }))
        .thenRefused('council/recommender-cannot-admit'));
    it('COUNCIL-b: is not admitted against the city’s veto', () =>
      given(...founded, vetoed)
        .when(admit())
        .thenRefused('council/member-vetoed'));
    it('COUNCIL-a: comes from the only district of a council that a district leads', () => {
      const own = [ownProposed, establishedSince('2026-01-10', 2026)];
      const fromXuanwu = { districtCode: XUANWU, recommendation: { districtCode: XUANWU, recommendedBy: 'x' } };
      given(...own)
        .when(admit(fromXuanwu))
        .thenRefused('council/needs-city-lead');
      given(...own)
        .when(admit())
        .then(admitted);
    });
    it('COUNCIL-c: has one membership at a time', () => {
      given(...founded, admitted)
        .when(admit({}, '2026-03-02'))
        .thenNothing();
      given(...founded, admitted, suspendedMember)
        .when(admit({}, '2026-03-02'))
        .thenRefused('council/member-suspended');
    });
    it('COUNCIL-c: may come back after it has left', () => {
      const [event] = council.decide(admit({}, '2026-02-20'), stateAfter(...founded, admitted, withdrawnMember));
      expect(event).toMatchObject({ type: 'MemberAdmitted', data: { effectiveOn: '2026-02-20' } });
      given(...founded, admitted, withdrawnMember)
        .when(admit({}, '2026-02-19'))
        .thenRefused('council/out-of-order');
    });
    it('is not older than the council', () =>
      given(...founded)
        .when(admit({}, '2026-01-09'))
        .thenRefused('council/out-of-order'));
    it('needs a council at work', () => {
      given(proposed).when(admit()).thenRefused('council/not-established');
      given(...founded, suspended)
        .when(admit())
        .thenRefused('council/suspended');
      given(...founded, dissolved)
        .when(admit())
        .thenRefused('council/dissolved');
    });
    it('is the matter of the council’s own coordinators', () => {
      const reach = council.reach(admit(), stateAfter(...founded));
      const foreign = { ...secretariat, scope: OTHER_UNIT };
      expect([secretariat, foreign, xuanwu].map((by) => within(by, reach))).toEqual([true, false, false]);
    });
  });

  describe('being vetoed', () => {
    const veto = as(city)('VetoMember', { unitId: UNIT, reason });

    it('records the reason', () =>
      given(...founded)
        .when(veto)
        .then(vetoed));
    it('shrugs at a second veto', () =>
      given(...founded, vetoed)
        .when(veto)
        .thenNothing());
    it('is too late for a member, not for one that has left', () => {
      given(...founded, admitted)
        .when(veto)
        .thenRefused('council/already-a-member');
      given(...founded, admitted, withdrawnMember)
        .when(veto)
        .then(vetoed);
    });
    it('is over after the council’s end', () =>
      given(...founded, dissolved)
        .when(veto)
        .thenRefused('council/dissolved'));
  });

  describe('being suspended, resumed and withdrawn', () => {
    const suspend = (effectiveOn?: string) => as(secretariat)('SuspendMember', { unitId: UNIT, effectiveOn, reason });
    const resume = (effectiveOn?: string, unitIsActive = true) =>
      as(secretariat)('ResumeMember', { unitId: UNIT, effectiveOn, reason }, { unitIsActive });
    const withdraw = (effectiveOn?: string) => as(secretariat)('WithdrawMember', { unitId: UNIT, effectiveOn, reason });

    it('is suspended, resumed and withdrawn from a date on', () => {
      given(...founded, admitted)
        .when(suspend('2026-02-01'))
        .then(suspendedMember);
      given(...founded, admitted, suspendedMember)
        .when(resume('2026-02-10'))
        .then(resumedMember);
      given(...founded, admitted, suspendedMember)
        .when(withdraw('2026-02-20'))
        .then(withdrawnMember);
    });
    it('takes effect today when no date is given', () => {
      for (const [command, past] of [
        [suspend(), [admitted]],
        [resume(), [admitted, suspendedMember]],
        [withdraw(), [admitted]],
      ] as const) {
        const [event] = council.decide(command, stateAfter(...founded, ...past));
        expect(event?.data).toMatchObject({ effectiveOn: '2026-03-02' });
      }
    });
    it('shrugs at what is so already', () => {
      given(...founded, admitted, suspendedMember)
        .when(suspend())
        .thenNothing();
      given(...founded, admitted)
        .when(resume())
        .thenNothing();
      given(...founded, admitted, withdrawnMember)
        .when(withdraw())
        .thenNothing();
    });
    it('may take effect on the day of the change before', () =>
      given(...founded, admitted)
        .when(suspend('2026-01-12'))
        .then(memberEvent('MemberSuspended', '2026-01-12')));
    it('keeps its history in order', () => {
      for (const command of [suspend('2026-01-11'), withdraw('2026-01-11')]) {
        given(...founded, admitted)
          .when(command)
          .thenRefused('council/out-of-order');
      }
      given(...founded, admitted, suspendedMember)
        .when(resume('2026-01-31'))
        .thenRefused('council/out-of-order');
    });
    it('is not resumed while the unit itself is suspended', () => {
      given(...founded, admitted, suspendedMember)
        .when(resume(undefined, false))
        .thenRefused('council/unit-not-active');
      given(...founded, admitted)
        .when(resume(undefined, false))
        .thenNothing();
    });
    it('must be a member', () => {
      for (const command of [suspend(), resume(), withdraw()]) {
        given(...founded)
          .when(command)
          .thenRefused('council/not-a-member');
      }
    });
    it('is over after it has left', () => {
      for (const command of [suspend(), resume()]) {
        given(...founded, admitted, withdrawnMember)
          .when(command)
          .thenRefused('council/member-withdrawn');
      }
    });
    it('is over with the council', () => {
      for (const command of [suspend(), withdraw()]) {
        given(...founded, admitted, dissolved)
          .when(command)
          .thenRefused('council/dissolved');
      }
    });
    it('is the matter of the council’s coordinators and the city', () => {
      const reach = council.reach(suspend(), stateAfter(...founded, admitted));
      expect([secretariat, city, qinhuai].map((by) => within(by, reach))).toEqual([true, true, false]);
    });
  });

  it('was a member from admission to withdrawal', () => {
    const back: CouncilEvent = { ...admitted, data: { ...admitted.data, effectiveOn: '2026-03-01' } } as CouncilEvent;
    const state = stateAfter(...founded, admitted, suspendedMember, resumedMember, withdrawnMember, back);
    const dates = ['2026-01-11', '2026-01-12', '2026-02-01', '2026-02-10', '2026-02-20', '2026-03-01'];
    expect(dates.map((date) => membershipOn(state, UNIT, date))).toEqual([
      undefined,
      'ACTIVE',
      'SUSPENDED',
      'ACTIVE',
      'WITHDRAWN',
      'ACTIVE',
    ]);
    expect(dates.map((date) => activeMembersOn(state, date))).toEqual([[], [UNIT], [], [UNIT], [], [UNIT]]);
    expect(membershipIntervals(state, UNIT)).toEqual([
      { from: '2026-01-12', to: '2026-02-20' },
      { from: '2026-03-01' },
    ]);
    expect(membershipIntervals(state, OTHER_UNIT)).toEqual([]);
    expect([membershipOn(undefined, UNIT, '2026-03-01'), activeMembersOn(undefined, '2026-03-01')]).toEqual([
      undefined,
      [],
    ]);
  });
});
