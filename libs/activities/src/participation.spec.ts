import { specify } from '@lianjian/event-sourcing/testing';
import type { Actor } from '@lianjian/permissions/actor';
import { activity } from './decider.js';
import {
  as,
  cancelled,
  done,
  facts,
  GULOU,
  office,
  PROJECT,
  participation,
  planned,
  QINHUAI,
  record,
  stateAfter,
  tookPart,
  U1,
  U2,
  U3,
  U4,
  U5,
  unit2,
  unitOn,
  verified,
} from './examples.js';

const given = specify(activity);
const recording = (over: Parameters<typeof record>[0] = {}, what = facts(), by: Actor = unit2, at?: string) =>
  as(by, at)('RecordActivity', record(over), what);

describe('Who took part in an activity', () => {
  const recorded = (participations: Parameters<typeof record>[0], what = facts()) =>
    activity.decide(recording(participations, what), undefined).slice(1);
  const joining = (
    participations: ReturnType<typeof record>['participations'],
    over: Partial<ReturnType<typeof facts>> = {},
    by: Actor = unit2,
    at?: string,
  ) => as(by, at)('RecordParticipation', { participations }, facts(over));

  it('C6, E3: keeps the district it had on that day', () => {
    const moved = facts({ units: [unitOn(U1), unitOn(U2), unitOn(U5, { districtCode: QINHUAI })] });
    expect(recorded({ participations: [{ unitId: U5, onSite: 5, remote: 0 }] }, moved)).toEqual([
      tookPart(participation(U5, { onSite: 5, remote: 0 }, { districtCodeAtDate: QINHUAI })),
    ]);
  });
  it('E6: is external while suspended', () =>
    expect(recorded({ participations: [{ unitId: U4, onSite: 5, remote: 0 }] })).toEqual([
      tookPart(participation(U4, { onSite: 5, remote: 0 }, { external: true })),
    ]));
  it('E7: is external as a guest from outside, with its district where that is known', () => {
    const participations = [
      { guest: { name: '示例市外商会', districtCode: GULOU }, onSite: 5, remote: 0 },
      { guest: { name: '示例志愿服务队' }, onSite: 3, remote: 0 },
    ];
    const guest = { role: 'GUEST', external: true, remote: 0 } as const;
    expect(recorded({ participations })).toEqual([
      tookPart({ ...guest, key: 'guest-1', guestName: '示例市外商会', districtCodeAtDate: GULOU, onSite: 5 }),
      tookPart({ ...guest, key: 'guest-2', guestName: '示例志愿服务队', onSite: 3 }),
    ]);
  });
  it('E7: is external where it was registered later only', () => {
    const units = [unitOn(U1), unitOn(U2), { unitId: U3, isMember: false }];
    const [event] = recorded({ participations: [{ unitId: U3, onSite: 5, remote: 0 }] }, facts({ units }));
    expect(event?.data).toMatchObject({ participation: { key: U3, external: true } });
    expect(JSON.stringify(event)).not.toContain('districtCodeAtDate');
  });
  it('is registered, or described in words', () =>
    given()
      .when(recording({ participations: [{ unitId: PROJECT, onSite: 5, remote: 0 }] }))
      .thenRefused('activity/unit-unknown'));
  it('E11: may have been there remotely only', () =>
    expect(recorded({ participations: [{ unitId: U5, onSite: 0, remote: 3 }] })).toEqual([
      tookPart(participation(U5, { onSite: 0, remote: 3 })),
    ]));
  it('was somebody', () =>
    given()
      .when(recording({ participations: [{ unitId: U5, onSite: 0, remote: 0 }] }))
      .thenRefused('activity/headcount-missing'));
  it('had no more Party members than people', () => {
    given()
      .when(recording({ participations: [{ unitId: U5, onSite: 2, remote: 1, partyMembers: 4 }] }))
      .thenRefused('activity/party-members-exceed');
    expect(recorded({ participations: [{ unitId: U5, onSite: 2, remote: 1, partyMembers: 3 }] })).toHaveLength(1);
  });
  it('is named once', () => {
    const guest = { guest: { name: '示例市外商会' }, onSite: 5, remote: 0 };
    const unit = { unitId: U5, onSite: 5, remote: 0 };
    for (const participations of [
      [unit, { ...unit, onSite: 6 }],
      [guest, guest],
    ]) {
      given().when(recording({ participations })).thenRefused('activity/participant-twice');
    }
  });
  it.each([
    ['0-2', 6],
    ['3-6', 18],
    ['7-49', 147],
    ['50-99', 297],
    ['100+', undefined],
  ] as const)('ACT-e: a unit of %s members is worth a look above %s person-times', (memberCountBand, most) => {
    const units = [unitOn(U1), unitOn(U2), unitOn(U5, { memberCountBand })];
    const flags = (onSite: number) => {
      const [event] = recorded({ participations: [{ unitId: U5, onSite, remote: 1 }] }, facts({ units }));
      return event?.type === 'ParticipationRecorded' && event.data.flags;
    };
    expect(flags((most ?? 5000) - 1)).toEqual([]);
    expect(flags(most ?? 4999)).toEqual(most === undefined ? [] : ['HEADCOUNT_UNLIKELY']);
  });

  it('may be added later', () =>
    given(...done)
      .when(joining([{ unitId: U3, onSite: 7, remote: 0 }], { monthClosed: true }, office))
      .then(tookPart(participation(U3, { onSite: 7, remote: 0 }), { late: true, recordedBy: office.accountId })));
  it('as a guest goes on from the last number', () => {
    const first = { guest: { name: '示例市外商会' }, onSite: 5, remote: 0 };
    const [event] = activity.decide(
      joining([first, { guest: { name: '示例志愿服务队' }, onSite: 3, remote: 0 }]),
      stateAfter(...done, ...recorded({ participations: [first] })),
    );
    expect(event?.data).toMatchObject({ participation: { key: 'guest-2', guestName: '示例志愿服务队' } });
  });
  it('is nothing new where it is on record', () =>
    given(...done)
      .when(joining([{ unitId: U5, onSite: 4, remote: 1, partyMembers: 4 }]))
      .thenNothing());
  it('is corrected, not entered again', () =>
    given(...done)
      .when(joining([{ unitId: U5, onSite: 5, remote: 1, partyMembers: 4 }]))
      .thenRefused('activity/participant-recorded'));
  it('E28: is added by the office more than a year later', () => {
    const late = '2027-03-20T00:00:00.000Z';
    given(...done)
      .when(joining([{ unitId: U3, onSite: 7, remote: 0 }], {}, unit2, late))
      .thenRefused('activity/too-long-ago');
    expect(
      activity.decide(joining([{ unitId: U3, onSite: 7, remote: 0 }], {}, office, late), stateAfter(...done)),
    ).toHaveLength(1);
  });
  it('is added by the office alone once the activity was verified', () => {
    const group = [{ unitId: U3, onSite: 7, remote: 0 }];
    given(...done, verified)
      .when(joining(group))
      .thenRefused('activity/verified-changed-by-office');
    given(...done, verified)
      .when(joining([{ unitId: U5, onSite: 4, remote: 1, partyMembers: 4 }]))
      .thenNothing();
    expect(activity.decide(joining(group, {}, office), stateAfter(...done, verified))).toHaveLength(1);
  });
  it('ACT-a: is asked of what was held only', () => {
    const join = joining([{ unitId: U3, onSite: 7, remote: 0 }]);
    given(planned()).when(join).thenRefused('activity/not-held');
    given(planned(), cancelled).when(join).thenRefused('activity/ended');
    given().when(join).thenRefused('activity/not-found');
  });
});
