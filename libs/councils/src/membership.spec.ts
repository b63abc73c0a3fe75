import { specify } from '@lianjian/event-sourcing/testing';
import { SYSTEM, within } from '@lianjian/permissions/actor';
import type { Candidate, CouncilCommandOf } from './commands.js';
import { council } from './decider.js';
import type { CouncilEvent } from './events.js';
import { leftOn, membershipOn } from './state.js';
import {
  admitted,
  as,
  candidate,
  city,
  dissolved,
  establishedSince,
  founded,
  memberEvent,
  nothingClosed,
  OTHER_UNIT,
  ownProposed,
  proposed,
  QINHUAI,
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

type Facts = CouncilCommandOf<'SuspendMember'>['facts'];

describe('A member', () => {
  const vetoed: CouncilEvent = { type: 'MemberVetoed', data: { unitId: UNIT, reason, vetoedOn: '2026-03-02' } };
  const suspendedMember = memberEvent('MemberSuspended', '2026-02-01');
  const resumedMember = memberEvent('MemberResumed', '2026-02-10');
  const withdrawnMember = memberEvent('MemberWithdrawn', '2026-02-20');

  describe('being admitted', () => {
    const admit = (
      changes: Partial<Candidate> = {},
      effectiveOn: string | undefined = '2026-01-12',
      by = secretariat,
    ) =>
      as(by)(
        'AdmitMember',
        { unitId: UNIT, effectiveOn },
        { ...nothingClosed, candidate: { ...candidate, ...changes } },
      );
    const recommendedOn = (date: string, districtCode = QINHUAI): Partial<Candidate> => ({
      recommendation: { districtCode, recommendedBy: qinhuai.accountId, recommendedOn: date },
    });

    it('records who recommended and who admitted it', () =>
      given(...founded)
        .when(admit())
        .then(admitted));
    it('is admitted today when no date is given', () => {
      const command = as(secretariat)('AdmitMember', { unitId: UNIT }, { ...nothingClosed, candidate });
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
    it('COUNCIL-b: is not admitted against the city’s veto, until it is recommended on a later day', () => {
      for (const date of ['2026-01-08', '2026-03-02']) {
        given(...founded, vetoed)
          .when(admit(recommendedOn(date)))
          .thenRefused('council/member-vetoed');
      }
      given(...founded, vetoed)
        .when(admit(recommendedOn('2026-03-03')))
        .then(admitted);
    });
    it('COUNCIL-b: is never admitted against a veto of which nobody recorded the day', () => {
      const dateless: CouncilEvent = { type: 'MemberVetoed', data: { unitId: UNIT, reason } };
      given(...founded, dateless)
        .when(admit(recommendedOn('2030-01-01')))
        .thenRefused('council/member-vetoed');
    });
    it('COUNCIL-a: comes from the only district of a council that a district leads', () => {
      const own = [ownProposed, establishedSince('2026-01-10', 2026)];
      const fromXuanwu = { districtCode: XUANWU, ...recommendedOn('2026-01-08', XUANWU) };
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
      const anew = recommendedOn('2026-02-20');
      const [event] = council.decide(admit(anew, '2026-02-20'), stateAfter(...founded, admitted, withdrawnMember));
      expect(event).toMatchObject({ type: 'MemberAdmitted', data: { effectiveOn: '2026-02-20' } });
      given(...founded, admitted, withdrawnMember)
        .when(admit(anew, '2026-02-19'))
        .thenRefused('council/out-of-order');
    });
    it('COUNCIL-b: comes back on a recommendation that was given since it left', () =>
      given(...founded, admitted, withdrawnMember)
        .when(admit(recommendedOn('2026-02-19'), '2026-02-20'))
        .thenRefused('council/recommended-before-leaving'));
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
    it('shrugs at a second veto on the day, and takes a later one, which is about later recommendations', () => {
      given(...founded, vetoed)
        .when(veto)
        .thenNothing();
      given(...founded, vetoed)
        .when(as(city, '2026-03-09')('VetoMember', { unitId: UNIT, reason }))
        .then({ type: 'MemberVetoed', data: { unitId: UNIT, reason, vetoedOn: '2026-03-09' } });
    });
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
    const suspend = (effectiveOn?: string, facts: Facts = nothingClosed) =>
      as(secretariat)('SuspendMember', { unitId: UNIT, effectiveOn, reason }, facts);
    const resume = (effectiveOn?: string, unitIsActive = true, facts: Facts = nothingClosed) =>
      as(secretariat)('ResumeMember', { unitId: UNIT, effectiveOn, reason }, { ...facts, unitIsActive });
    const withdraw = (effectiveOn?: string, facts: Facts = nothingClosed) =>
      as(secretariat)('WithdrawMember', { unitId: UNIT, effectiveOn, reason }, facts);

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
    expect(membershipOn(undefined, UNIT, '2026-03-01')).toBeUndefined();
  });

  it('that left says since when, until it is back', () => {
    const back: CouncilEvent = { ...admitted, data: { ...admitted.data, effectiveOn: '2026-03-01' } } as CouncilEvent;
    const pasts = [[], [admitted], [admitted, withdrawnMember], [admitted, withdrawnMember, back]];
    expect(pasts.map((past) => leftOn(stateAfter(...founded, ...past), UNIT))).toEqual([
      undefined,
      undefined,
      '2026-02-20',
      undefined,
    ]);
    expect(leftOn(undefined, UNIT)).toBeUndefined();
  });

  describe('with a date past', () => {
    const longAgo = [proposed, establishedSince(null, 2019)];
    const then: CouncilEvent = { ...admitted, data: { ...admitted.data, effectiveOn: '2019-02-01' } } as CouncilEvent;
    const suspendedThen = memberEvent('MemberSuspended', '2019-03-01');
    const member = (type: 'SuspendMember' | 'WithdrawMember', effectiveOn: string, closedMonths: readonly string[]) =>
      as(secretariat)(type, { unitId: UNIT, effectiveOn, reason }, { closedMonths });
    const changes = (effectiveOn: string, closedMonths: readonly string[] = []) =>
      [
        [longAgo, as(secretariat)('AdmitMember', { unitId: UNIT, effectiveOn }, { closedMonths, candidate })],
        [[...longAgo, then], member('SuspendMember', effectiveOn, closedMonths)],
        [
          [...longAgo, then, suspendedThen],
          as(secretariat)('ResumeMember', { unitId: UNIT, effectiveOn }, { closedMonths, unitIsActive: true }),
        ],
        [[...longAgo, then], member('WithdrawMember', effectiveOn, closedMonths)],
      ] as const;

    it('E28: is changed at most a year back, whoever asks', () => {
      for (const [past, command] of changes('2025-03-01')) {
        given(...past)
          .when(command)
          .thenRefused('council/too-long-ago');
        given(...past)
          .when({ ...command, by: SYSTEM })
          .thenRefused('council/too-long-ago');
      }
      for (const [past, command] of changes('2025-03-02')) {
        expect(council.decide(command, stateAfter(...past))).toHaveLength(1);
      }
    });
    it('C3: is never changed in, or from before, a month that the council closed', () => {
      for (const date of ['2026-01-31', '2026-01-01', '2025-12-31']) {
        for (const [past, command] of changes(date, ['2026-01'])) {
          given(...past)
            .when(command)
            .thenRefused('council/into-closed-period');
        }
      }
      for (const [past, command] of changes('2026-02-01', ['2026-01'])) {
        expect(council.decide(command, stateAfter(...past))).toHaveLength(1);
      }
    });
    it('C3: shrugs at what was done before the month was closed', () =>
      given(...longAgo, then, suspendedThen)
        .when(member('SuspendMember', '2026-01-31', ['2026-01']))
        .thenNothing());
  });
});
