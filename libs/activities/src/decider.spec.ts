import { describeStoredEvents } from '@lianjian/event-sourcing/stored-events-contract';
import { specify } from '@lianjian/event-sourcing/testing';
import { type Actor, SYSTEM, within } from '@lianjian/permissions/actor';
import type { ActivityCommand } from './commands.js';
import { activity } from './decider.js';
import { activityEvents } from './events.js';
import {
  as,
  city,
  done,
  facts,
  gulou,
  jianye,
  OTHER_ACTIVITY,
  OTHER_COUNCIL,
  office,
  participation,
  planned,
  profile,
  qinhuai,
  reason,
  record,
  stateAfter,
  tookPart,
  U3,
  U5,
  unit1,
  unit2,
  unit3,
  unit5,
} from './examples.js';
import { activityRefusals } from './refusals.js';
import storedEvents from './stored-events.json' with { type: 'json' };

const given = specify(activity);
const actors: Readonly<Record<string, Actor>> = {
  host: unit1,
  lead: unit2,
  stranger: unit3,
  participant: unit5,
  office,
  otherOffice: { ...office, scope: OTHER_COUNCIL },
  council: qinhuai,
  outside: jianye,
  city,
};
const who = (scope: ReturnType<typeof activity.reach>) =>
  Object.keys(actors).filter((name) => within(actors[name] as Actor, scope));

const month = { monthClosed: false };
const commands: Readonly<Record<string, readonly [ActivityCommand, readonly string[]]>> = {
  PlanActivity: [as(unit2)('PlanActivity', profile, facts()), ['host', 'lead', 'office']],
  RecordActivity: [as(unit2)('RecordActivity', record(), facts()), ['host', 'lead', 'office']],
  RecordParticipation: [as(unit2)('RecordParticipation', { participations: [] }, facts()), ['host', 'lead', 'office']],
  CorrectParticipation: [
    as(unit5)('CorrectParticipation', { participantKey: U5, onSite: 1, remote: 0, reason }, month),
    ['host', 'lead', 'participant', 'office'],
  ],
  'CorrectParticipation of another': [
    as(unit5)('CorrectParticipation', { participantKey: U3, onSite: 1, remote: 0, reason }, month),
    ['host', 'lead', 'office'],
  ],
  ApproveParticipationCorrection: [
    as(qinhuai)('ApproveParticipationCorrection', { participantKey: U5 }),
    ['council', 'city'],
  ],
  RejectParticipationCorrection: [
    as(qinhuai)('RejectParticipationCorrection', { participantKey: U5, reason }),
    ['council', 'city'],
  ],
  DisputeParticipation: [
    as(unit5)('DisputeParticipation', { onSite: 1, remote: 0, reason }),
    ['host', 'lead', 'participant'],
  ],
  ResolveDispute: [as(office)('ResolveDispute', { participantKey: U5, reason }, month), ['office']],
  VerifyActivity: [as(office)('VerifyActivity', {}), ['office']],
  CancelActivity: [as(unit2)('CancelActivity', { reason }), ['host', 'lead', 'office']],
  VoidActivity: [as(office)('VoidActivity', { reason }, month), ['office', 'council', 'city']],
  MergeActivity: [
    as(office)('MergeActivity', { fromActivityId: OTHER_ACTIVITY, reason }, { ...month, other: undefined }),
    ['office', 'council', 'city'],
  ],
  MarkActivityMerged: [as(SYSTEM)('MarkActivityMerged', { intoActivityId: OTHER_ACTIVITY, reason }), []],
};

describe('Whose business an activity is', () => {
  it.each(Object.keys(commands))('%s', (name) => {
    const [command, expected] = commands[name] as (typeof commands)[string];
    expect(who(activity.reach(command, stateAfter(...done)))).toEqual(expected);
    const creates = command.type === 'PlanActivity' || command.type === 'RecordActivity';
    expect(who(activity.reach(command, undefined))).toEqual(creates ? ['host', 'lead', 'office'] : []);
  });
  it('ACT-h: who is no host of a plan does not become one by recording it', () => {
    const takeover = as(unit3)('RecordActivity', record({ leadHostUnitId: U3, coHostUnitIds: [] }), facts());
    expect(who(activity.reach(takeover, stateAfter(planned())))).toEqual(['host', 'lead', 'office']);
  });
  it('is known to hosts, participants, the council, and all districts of either', () => {
    expect(who(activity.audience(stateAfter(...done)))).toEqual([
      'host',
      'lead',
      'participant',
      'office',
      'council',
      'city',
    ]);
    const fromGulou = stateAfter(...done, tookPart(participation(U3, { onSite: 1, remote: 0 })));
    expect([stateAfter(...done), fromGulou].map((state) => within(gulou, activity.audience(state)))).toEqual([
      false,
      true,
    ]);
    expect(activity.audience(undefined)).toEqual({});
  });
  it('voids it in a district of a host, too', () => {
    const hosts = [{ unitId: U3, districtCode: '320106' }];
    const annul = as(gulou)('VoidActivity', { reason }, month);
    expect(within(gulou, activity.reach(annul, stateAfter(planned({ hosts }))))).toBe(true);
  });
  it('is nobody’s before it exists', () => {
    for (const [command] of Object.values(commands)) {
      if (command.type === 'PlanActivity' || command.type === 'RecordActivity') continue;
      given().when(command).thenRefused('activity/not-found');
    }
  });
});

describe('Refusals of an activity', () => {
  it('speak Chinese', () =>
    expect(Object.values(activityRefusals).every(({ message }) => /[\u4e00-\u9fa5]{4}/.test(message))).toBe(true));
});

describeStoredEvents(activity, activityEvents, storedEvents);
