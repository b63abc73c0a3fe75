import { specify } from '@lianjian/event-sourcing/testing';
import { type Actor, SYSTEM } from '@lianjian/permissions/actor';
import fc from 'fast-check';
import type { MergeableActivity, RecordedParticipation } from './commands.js';
import { activity } from './decider.js';
import type { ActivityEventOf } from './events.js';
import {
  ACTIVITY,
  as,
  COUNCIL,
  cancelled,
  colleague,
  disputed,
  done,
  GULOU,
  held,
  mergedInto,
  OTHER_ACTIVITY,
  OTHER_COUNCIL,
  office,
  participation,
  planned,
  profile,
  proposed,
  QINHUAI,
  qinhuai,
  stateAfter,
  THIRD_ACTIVITY,
  tookPart,
  U1,
  U2,
  U3,
  U4,
  U5,
  unit1,
  unit2,
  unit3,
  verified,
  voided,
  XUANWU,
} from './examples.js';
import { countable, toMergeable, totalOf, totals } from './state.js';

const given = specify(activity);
const reason = '两家主办单位重复填报';

/** The same activity as the host from 鼓楼 entered it, a quarter of an hour later. */
const other: MergeableActivity = {
  activityId: OTHER_ACTIVITY,
  councilId: COUNCIL,
  countable: true,
  startAt: '2026-03-18T06:15:00.000Z',
  hosts: [
    { unitId: U3, districtCode: GULOU },
    { unitId: U2, districtCode: QINHUAI },
  ],
  participations: [
    participation(U3, { onSite: 9, remote: 0 }, { role: 'HOST' }),
    participation(U2, { onSite: 12, remote: 0 }, { role: 'CO_HOST' }),
    participation(U5, { onSite: 6, remote: 0 }),
    participation(U1, { onSite: 2, remote: 3 }),
  ],
  enteredBy: [unit3.accountId, colleague.accountId],
};
const merge = (
  over: Partial<MergeableActivity> = {},
  monthClosed = false,
  fromActivityId = OTHER_ACTIVITY,
  by: Actor = monthClosed ? qinhuai : office,
) => as(by)('MergeActivity', { fromActivityId, reason }, { monthClosed, other: { ...other, ...over } });

const merged: ActivityEventOf<'ActivityMerged'> = {
  type: 'ActivityMerged',
  data: {
    fromActivityId: OTHER_ACTIVITY,
    hosts: [
      { unitId: U2, districtCode: QINHUAI },
      { unitId: U1, districtCode: XUANWU },
      { unitId: U3, districtCode: GULOU },
    ],
    participations: [
      participation(U2, { onSite: 12, remote: 0 }),
      participation(U1, { onSite: 6, remote: 0 }),
      participation(U5, { onSite: 6, remote: 0 }),
      participation(U3, { onSite: 9, remote: 0 }, { role: 'CO_HOST' }),
    ],
    differing: [U1, U5],
    reason,
    afterClose: false,
    enteredByAccounts: [unit3.accountId, colleague.accountId],
  },
};

describe('Two records of one activity', () => {
  it('ACT-d, E2: are united, each participant with the larger number, and the differing ones are named', () =>
    given(...done)
      .when(merge())
      .then(merged));
  it('E2: keep Party members only with the number they belong to', () => {
    const [event] = activity.decide(merge(), stateAfter(...done));
    expect(JSON.stringify(event)).not.toContain('partyMembers');
  });
  it('ACT-g: of a closed month are united by a district, and say so', () => {
    const [event] = activity.decide(merge({}, true), stateAfter(...done));
    expect(event?.data).toMatchObject({ afterClose: true });
    given(...done)
      .when(merge({}, true, OTHER_ACTIVITY, office))
      .thenRefused('activity/closed-month-needs-district');
  });
  it('of an open month are united by the office', () =>
    given(...done)
      .when(merge({}, false, OTHER_ACTIVITY, qinhuai))
      .thenRefused('activity/open-month-merged-by-office'));
  it('four eyes: are verified by nobody who entered either', () => {
    const verify = (by: Actor) => as(by)('VerifyActivity', {});
    given(...done, merged)
      .when(verify(colleague))
      .thenRefused('activity/recorder-cannot-verify');
    given(...done, merged)
      .when(verify(office))
      .then(verified);
  });
  it('drop what was proposed or disputed of numbers that they replaced, and nothing else', () => {
    const ofU1 = disputed({ onSite: 8, remote: 0 }, unit1);
    const state = stateAfter(...done, proposed(), disputed(), ofU1, merged);
    expect([Object.keys(state.proposed), Object.keys(state.disputes)]).toEqual([[], [U1]]);
    given(...done, proposed(), merged)
      .when(as(qinhuai)('ApproveParticipationCorrection', { participantKey: U5 }))
      .thenRefused('activity/nothing-proposed');
  });
  it('count once, as what they are together', () => {
    const state = stateAfter(...done, merged);
    expect([countable(state), totals(state), state.hosts]).toEqual([
      true,
      { onSite: 33, remote: 0, total: 33 },
      merged.data.hosts,
    ]);
  });
  it('are merged once', () =>
    given(...done, merged)
      .when(merge({ countable: false }))
      .thenNothing());
  it('E7: have the guests of both, numbered anew', () => {
    const guest = (no: number, guestName: string, onSite: number): RecordedParticipation => ({
      key: `guest-${no}`,
      guestName,
      role: 'GUEST',
      onSite,
      remote: 0,
      external: true,
    });
    const theirs = { participations: [guest(1, '示例志愿服务队', 3), guest(2, '示例市外商会', 8)] };
    const [event] = activity.decide(merge(theirs), stateAfter(held(), tookPart(guest(1, '示例市外商会', 5))));
    expect(event?.data).toMatchObject({
      participations: [guest(1, '示例市外商会', 8), guest(2, '示例志愿服务队', 3)],
      differing: ['guest-1'],
    });
  });

  it.each([
    ['starts more than two hours apart', { startAt: '2026-03-18T08:00:00.001Z' }, 'activity/merge-apart'],
    ['was started more than two hours before', { startAt: '2026-03-18T03:59:59.999Z' }, 'activity/merge-apart'],
    ['belongs to another council', { councilId: OTHER_COUNCIL }, 'activity/merge-unknown'],
    ['does not count', { countable: false }, 'activity/merge-not-counted'],
  ])('ACT-d: are not, where the other one %s', (_, over, code) =>
    given(...done)
      .when(merge(over))
      .thenRefused(code),
  );
  it('ACT-d: are, where the other one was marked as gone into this very record', () =>
    given(...done)
      .when(merge({ countable: false, mergedInto: ACTIVITY }))
      .then(merged));
  it('ACT-d: are not, where the other one went into a third', () =>
    given(...done)
      .when(merge({ countable: false, mergedInto: THIRD_ACTIVITY }))
      .thenRefused('activity/merge-not-counted'));
  it('ACT-d: are, where they start two hours apart', () =>
    expect(activity.decide(merge({ startAt: '2026-03-18T08:00:00.000Z' }), stateAfter(...done))).toHaveLength(1));
  it('C1: are not, across the midnight at the end of a month', () =>
    given(held({ startAt: '2026-03-31T15:30:00.000Z' }))
      .when(merge({ startAt: '2026-03-31T16:30:00.000Z' }))
      .thenRefused('activity/merge-other-month'));
  it('ACT-d: are two', () => {
    given(...done)
      .when(merge({}, false, ACTIVITY))
      .thenRefused('activity/merge-into-itself');
    given(...done)
      .when(
        as(office)(
          'MergeActivity',
          { fromActivityId: OTHER_ACTIVITY, reason },
          { monthClosed: false, other: undefined },
        ),
      )
      .thenRefused('activity/merge-unknown');
  });
  it('ACT-a: are both held', () => {
    given(planned()).when(merge()).thenRefused('activity/not-held');
    given(planned(), cancelled).when(merge()).thenRefused('activity/ended');
    given(...done, voided)
      .when(merge())
      .thenRefused('activity/ended');
    given(...done, mergedInto)
      .when(merge())
      .thenRefused('activity/ended');
  });

  describe('the one that goes', () => {
    const mark = (intoActivityId = OTHER_ACTIVITY) => as(SYSTEM)('MarkActivityMerged', { intoActivityId, reason });
    it('is marked, and counts no more', () => {
      given(...done, verified)
        .when(mark())
        .then(mergedInto);
      const state = stateAfter(...done, mergedInto);
      expect([countable(state), totals(state).total]).toEqual([false, 0]);
    });
    it('shrugs when it is', () =>
      given(...done, mergedInto)
        .when(mark())
        .thenNothing());
    it('goes into one record only', () =>
      given(...done, mergedInto)
        .when(mark(THIRD_ACTIVITY))
        .thenRefused('activity/merge-not-counted'));
    it.each([
      ['planned only', [planned()]],
      ['cancelled', [planned(), cancelled]],
      ['voided', [...done, voided]],
    ])('is not marked when it was %s', (_, past) =>
      given(...past)
        .when(mark())
        .thenRefused('activity/merge-not-counted'),
    );
    it('tells the other one what it says', () => {
      expect(toMergeable(ACTIVITY, stateAfter(...done))).toEqual({
        activityId: ACTIVITY,
        councilId: COUNCIL,
        countable: true,
        startAt: profile.startAt,
        hosts: held().data.hosts,
        participations: done.flatMap((event) =>
          event.type === 'ParticipationRecorded' ? event.data.participation : [],
        ),
        enteredBy: [unit2.accountId],
      });
      expect(toMergeable(ACTIVITY, stateAfter(...done, mergedInto))?.mergedInto).toBe(OTHER_ACTIVITY);
      expect(toMergeable(ACTIVITY, stateAfter(...done, voided))?.countable).toBe(false);
      expect(toMergeable(ACTIVITY, undefined)).toBeUndefined();
    });
  });

  it('E2: never lose a participant, never add headcounts up, whatever the records say', () => {
    const who = fc.constantFrom(U1, U2, U3, U4, U5, '示例市外商会', '示例志愿服务队', '示例快递协会');
    const counts = fc.record({ onSite: fc.nat(50), remote: fc.nat(50) }).filter((each) => totalOf(each) > 0);
    const participations = fc
      .uniqueArray(fc.tuple(who, counts), { selector: ([name]) => name })
      .map((pairs) =>
        pairs.map(
          ([name, headcount], index): RecordedParticipation =>
            name.startsWith('示例')
              ? { key: `guest-${index + 1}`, guestName: name, role: 'GUEST', external: true, ...headcount }
              : participation(name, headcount),
        ),
      )
      // Guests are numbered in order, without gaps.
      .map((all) => {
        let guests = 0;
        return all.map((each) => (each.guestName === undefined ? each : { ...each, key: `guest-${++guests}` }));
      });
    const nameOf = ({ unitId, guestName }: RecordedParticipation) => unitId ?? guestName ?? '';
    const largest = (name: string, ...records: (readonly RecordedParticipation[])[]) =>
      Math.max(
        ...records
          .flat()
          .filter((each) => nameOf(each) === name)
          .map(totalOf),
      );

    let overlapping = 0;
    fc.assert(
      fc.property(participations, participations, (mine, theirs) => {
        const state = stateAfter(held(), ...mine.map((each) => tookPart(each)));
        const [event] = activity.decide(merge({ participations: theirs }), state);
        const united = event?.type === 'ActivityMerged' ? event.data.participations : [];
        const names = new Set([...mine, ...theirs].map(nameOf));
        expect(new Set(united.map(nameOf))).toEqual(names);
        expect(united).toHaveLength(names.size);
        expect(new Set(united.map(({ key }) => key)).size).toBe(names.size);
        for (const each of united) expect(totalOf(each)).toBe(largest(nameOf(each), mine, theirs));
        if (names.size < mine.length + theirs.length) overlapping += 1;
      }),
      { numRuns: 300 },
    );
    // Otherwise nothing would ever have to be united.
    expect(overlapping).toBeGreaterThan(50);
  });
});
