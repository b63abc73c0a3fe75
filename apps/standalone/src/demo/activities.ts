import type { activityCommands } from '@lianjian/activities/commands';
import { addDays, type BusinessDate } from '@lianjian/kernel/time';
import type { z } from 'zod';
import { type DemoActivity, table } from './activity-table.js';
import { agreementId } from './agreements.js';
import { COORDINATOR, COUNCIL_ID, GULOU, officeOf, PUBLISHER, secretaryOf, type UnitCode, unitId } from './cast.js';
import { projectId } from './projects.js';
import { idOf, type Step, toActivity, workday } from './script.js';
import { membersThroughout } from './units.js';

type Recorded = z.input<typeof activityCommands.RecordActivity>;

const PLACES = ['新街口商圈党群服务中心', '示例大厦共享会议室', '示例广场', '示例社区议事厅'];
const GUEST = { name: '示例大学经济学院党委', districtCode: '320115' };

const nameOf = ({ on, lead }: DemoActivity) => `activity/${on}/${lead}`;

/** Every tenth one is entered by the office for the host. */
const isByOffice = ({ nr }: DemoActivity) => nr % 10 === 9;
const recorderOf = (activity: DemoActivity) => (isByOffice(activity) ? COORDINATOR : secretaryOf(activity.lead));
const recordedOn = ({ on, lateOn }: DemoActivity) => lateOn ?? workday(on, 2);
const idOfRow = (activity: DemoActivity) => idOf('activity', recorderOf(activity), nameOf(activity));

const rowOf = (on: BusinessDate, lead: UnitCode): DemoActivity => {
  const row = table.find((each) => each.on === on && each.lead === lead);
  if (!row) throw new TypeError(`No activity of ${lead} on ${on} in the demo`);
  return row;
};

/** The activities of a project that were recorded by that day. */
export const heldFor = (no: string, by: BusinessDate): readonly string[] =>
  table.filter((each) => each.project === no && recordedOn(each) <= by).map(idOfRow);

/** What is entered of an activity. */
export function activityData(activity: DemoActivity): Recorded {
  const { nr, on, time, kind, subject, lead, coHost, project } = activity;
  const start = Date.parse(`${on}T${time}:00+08:00`);
  return {
    councilId: COUNCIL_ID,
    title: `示例·${subject}`,
    kind,
    leadHostUnitId: unitId(lead),
    coHostUnitIds: coHost ? [unitId(coHost)] : [],
    startAt: new Date(start).toISOString(),
    endAt: new Date(start + 2 * 3_600_000).toISOString(),
    place: PLACES[nr % PLACES.length] as string,
    ...(project && { projectId: projectId(project), agreementIds: [agreementId(project)] }),
    participations: participationsOf(activity),
    summary: `示例：围绕“${subject}”开展活动，各单位党组织交流经验，形成后续共建安排。`,
  };
}

/**
 * The hosts; two units of the lead host's district, and, but for every fifth activity, two of each other district. They
 * take turns, so that over the year everybody comes.
 */
function participationsOf(activity: DemoActivity): Recorded['participations'] {
  const { nr, lead, coHost, extra, isRemote, hasGuest } = activity;
  const hosts = coHost ? [lead, coHost] : [lead];
  const home = lead.charAt(0);
  const letters = nr % 5 === 4 ? [home] : ['X', 'Q', 'G'];
  const guests = letters.flatMap((letter) => {
    const present = [...hosts, ...extra];
    const others = membersThroughout.filter((code) => code.startsWith(letter) && !present.includes(code));
    return [0, 1].map((turn) => others[(nr * 2 + turn) % others.length] as UnitCode);
  });
  const headcountOf = (place: number) => (place < hosts.length ? 12 + ((nr * 5) % 14) : 3 + ((nr * 7 + place * 5) % 9));
  const units = [...hosts, ...extra, ...guests].map((code, place) => {
    const headcount = headcountOf(place);
    const isElsewhere = isRemote && place >= hosts.length && place % 2 === 0;
    return {
      unitId: unitId(code),
      ...(isElsewhere ? { onSite: 0, remote: headcount } : { onSite: headcount }),
    };
  });
  return hasGuest ? [...units, { guest: GUEST, onSite: 6 }] : units;
}

/** What was held is recorded by its host, mostly in time, and every other one is looked into by the office. */
export function activitySteps(): Step[] {
  return table.flatMap((activity) => {
    const id = idOfRow(activity);
    const name = nameOf(activity);
    const data = {
      ...activityData(activity),
      ...(isByOffice(activity) && { onBehalfOfUnitId: unitId(activity.lead) }),
    };
    const recorded: Step = {
      name,
      when: recordedOn(activity),
      by: recorderOf(activity),
      lane: id,
      act: toActivity(id, 'RecordActivity', data),
    };
    if (activity.nr % 2 === 1 || activity.lateOn) return [recorded];
    return [
      recorded,
      {
        name: `${name}/verify`,
        when: workday(activity.on, 3),
        by: PUBLISHER,
        lane: id,
        act: toActivity(id, 'VerifyActivity', {}),
      },
    ];
  });
}

const CANCELLED: readonly (readonly [on: BusinessDate, subject: string, lead: UnitCode])[] = [
  ['2026-02-12', '主题党日联学·节前', 'X03'],
  ['2026-05-22', '户外拓展日', 'Q05'],
  ['2026-07-17', '骑手夜跑', 'G06'],
  ['2026-09-24', '楼宇趣味运动会', 'Q29'],
];

/** Planned, and then called off: the figures never hear of them. */
const cancelledSteps = (): Step[] =>
  CANCELLED.flatMap(([on, subject, lead]) => {
    const by = secretaryOf(lead);
    const name = `plan/${on}/${lead}`;
    const id = idOf('activity', by, name);
    const row: DemoActivity = {
      ...{ nr: 0, on, time: '14:00', kind: 'OTHER', subject, lead, isRemote: false, hasGuest: false, extra: [] },
    };
    const { participations: _, summary: __, ...plan } = activityData(row);
    return [
      { name, when: workday(addDays(on, -14)), by, lane: id, act: toActivity(id, 'PlanActivity', plan) },
      {
        name: `${name}/cancel`,
        when: workday(addDays(on, -3)),
        by,
        lane: id,
        act: toActivity(id, 'CancelActivity', { reason: '示例：天气原因取消' }),
      },
    ];
  });

/** Two activities that the co-host entered a second time; the office unites the records before the month is closed. */
const DUPLICATED: readonly (readonly [on: BusinessDate, lead: UnitCode])[] = [
  ['2026-03-10', 'Q17'],
  ['2026-08-13', 'Q17'],
];

const mergedSteps = (): Step[] =>
  DUPLICATED.flatMap(([on, lead]) => {
    const row = rowOf(on, lead);
    const by = secretaryOf(row.coHost as UnitCode);
    const name = `duplicate/${on}/${lead}`;
    const id = idOf('activity', by, name);
    const data = { ...activityData({ ...row, time: '14:30' }), title: `示例·${row.subject}（联办）` };
    const survivor = idOfRow(row);
    return [
      { name, when: workday(on, 3), by, lane: id, act: toActivity(id, 'RecordActivity', data) },
      {
        name: `${name}/merge`,
        when: workday(on, 5),
        by: COORDINATOR,
        lane: survivor,
        act: toActivity(survivor, 'MergeActivity', {
          fromActivityId: id,
          reason: '示例：两家主办单位重复登记同一活动',
        }),
      },
    ];
  });

/** In the first version of June that was published, and void since: its district found that it never took place. */
const VOIDED: DemoActivity = {
  ...{ nr: 88, on: '2026-06-30', time: '14:00', kind: 'THEME_DAY', subject: '国企支部联学', lead: 'G16' },
  ...{ isRemote: false, hasGuest: false, extra: [] },
};

function voidedSteps(): Step[] {
  const by = secretaryOf(VOIDED.lead);
  const name = nameOf(VOIDED);
  const id = idOf('activity', by, name);
  return [
    { name, when: recordedOn(VOIDED), by, lane: id, act: toActivity(id, 'RecordActivity', activityData(VOIDED)) },
    {
      name: `${name}/void`,
      when: '2026-07-22',
      by: officeOf(GULOU),
      lane: id,
      act: toActivity(id, 'VoidActivity', { reason: '示例：核查发现该活动未实际开展' }),
    },
  ];
}

/** What is beside the table: 4 cancelled, 2 merged away, 1 voided. */
export const uncountedSteps = (): Step[] => [...cancelledSteps(), ...mergedSteps(), ...voidedSteps()];
