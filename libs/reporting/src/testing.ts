import { parsePeriod } from '@lianjian/kernel/period';
import { businessDateOf, startOf } from '@lianjian/kernel/time';
import type { ActivityFact, CouncilFact, HostFact, ParticipationFact, UnitFact } from './facts.js';
import type { ReportRequest } from './frame.js';

/** 玄武, 秦淮, 鼓楼, and a district that hosts nothing. */
export const XUANWU = '320102';
export const QINHUAI = '320104';
export const GULOU = '320106';
export const PUKOU = '320111';

export const council: CouncilFact = {
  councilId: 'council',
  name: '示例商圈党建联席会',
  hostDistricts: [XUANWU, QINHUAI, GULOU],
  from: '2019-01-01',
};

const NEW_YEAR_2019 = '2019-01-01';

/** A unit: private, active and a member since 2019 unless said otherwise. */
export function unit(unitId: string, district: string, rest: Partial<UnitFact> = {}): UnitFact {
  return {
    unitId,
    unitNo: `DW-${unitId}`,
    name: `示例单位${unitId}`,
    unitKind: 'PRIVATE',
    districts: [{ code: district, from: NEW_YEAR_2019, eventIds: [`${unitId}-registered`] }],
    active: [{ from: NEW_YEAR_2019, eventIds: [`${unitId}-activated`] }],
    memberships: [{ from: NEW_YEAR_2019, suspended: [], eventIds: [`${unitId}-admitted`] }],
    engagements: [],
    ...rest,
  };
}

/** A member since that day only. */
export const memberSince = (from: string): Pick<UnitFact, 'memberships'> => ({
  memberships: [{ from, suspended: [], eventIds: ['admitted-later'] }],
});

type Group = readonly [unitId: string, district: string, onSite: number];

/** A group of a member unit. */
export const group = (unitId: string, district: string, onSite: number): ParticipationFact => ({
  key: unitId,
  unitId,
  district,
  onSite,
  remote: 0,
  external: false,
  eventIds: [`${unitId}-joined`],
});

/** A group from outside the registry. */
export const guests = (key: string, onSite: number, district?: string): ParticipationFact => ({
  key,
  ...(district !== undefined && { district }),
  onSite,
  remote: 0,
  external: true,
  eventIds: [`${key}-joined`],
});

export const host = (unitId: string, district: string): HostFact => ({ unitId, district });

/** An activity, entered the day it was held unless said otherwise; the lead host comes first. */
export function activity(
  activityId: string,
  startAt: string,
  hosts: readonly [HostFact, ...HostFact[]],
  groups: readonly (Group | ParticipationFact)[],
  rest: Partial<ActivityFact> = {},
): ActivityFact {
  const at = startAt.length === 10 ? startOf(startAt) : startAt;
  return {
    activityId,
    councilId: council.councilId,
    title: `示例活动${activityId}`,
    startOn: businessDateOf(at),
    startAt: at,
    kind: 'THEME_DAY',
    place: '示例党群服务中心',
    leadHost: hosts[0],
    hosts,
    participations: groups.map((entry) =>
      'key' in entry ? entry : { ...group(...entry), eventIds: [`${activityId}-${entry[0]}`] },
    ),
    verified: false,
    recordedAt: at,
    eventIds: [`${activityId}-held`],
    ...rest,
  };
}

/** What a coordinator asks for by default: INVOLVED, AS_WAS, long after the period's end. */
export const asking = (period: string, rest: Partial<ReportRequest> = {}): ReportRequest => ({
  period: parsePeriod(period),
  lens: 'INVOLVED',
  mode: 'AS_WAS',
  asOf: '2026-12-31T00:00:00.000Z',
  generatedFor: 'COORD',
  outward: false,
  ...rest,
});
