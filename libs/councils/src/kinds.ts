import type { CodeList } from '@lianjian/kernel/code-list';

/** 联席会类别. */
export const councilKinds = {
  BUSINESS_DISTRICT: '商圈党建联席会',
  STREET_GRAND_WORK_COMMITTEE: '街道大工委',
  COMMUNITY_GRAND_PARTY_COMMITTEE: '社区大党委',
  RURAL_ALLIANCE: '乡村振兴党建联盟',
  TRADE: '行业党建联盟',
  GRASSROOTS_JOINT_MEETING: '基层党建工作联席会议',
} as const satisfies CodeList;
export type CouncilKind = keyof typeof councilKinds;

/** 牵头单位层级. */
export const leadLevels = { CITY: '市级', DISTRICT: '区级' } as const satisfies CodeList;
export type LeadLevel = keyof typeof leadLevels;

/** 例会周期. */
export const meetingCadences = {
  MONTHLY: '每月',
  QUARTERLY: '每季度',
  HALF_YEARLY: '每半年',
} as const satisfies CodeList;
export type MeetingCadence = keyof typeof meetingCadences;

/** 联席会状态. */
export const councilStatuses = {
  PREPARING: '筹备',
  ESTABLISHED: '已成立',
  SUSPENDED: '暂停',
  DISSOLVED: '已撤销',
} as const satisfies CodeList;
export type CouncilStatus = keyof typeof councilStatuses;

/** 成员状态. */
export const memberStatuses = {
  ACTIVE: '正式成员',
  SUSPENDED: '暂停',
  WITHDRAWN: '已退出',
} as const satisfies CodeList;
export type MemberStatus = keyof typeof memberStatuses;

/** 基期来源. */
export const baselineOrigins = { MEASURED: '系统测算', DECLARED: '材料申报' } as const satisfies CodeList;
export type BaselineOrigin = keyof typeof baselineOrigins;
