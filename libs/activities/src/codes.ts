import type { CodeList } from '@lianjian/kernel/code-list';

/** 活动类型. */
export const activityKinds = {
  THEME_DAY: '主题党日',
  FORUM: '论坛',
  POLITICAL_BIRTHDAY: '政治生日',
  REPORT_MEETING: '报告会',
  TRAINING: '培训',
  VOLUNTEER: '志愿服务',
  OPEN_DAY: '开放日',
  JOINT_MEETING: '联席会议',
  MATCHMAKING: '对接会',
  RESEARCH: '调研',
  JOINT_ENFORCEMENT: '联合执法',
  SIGNING: '签约',
  OTHER: '其他',
} as const satisfies CodeList;
export type ActivityKind = keyof typeof activityKinds;

/** 活动形式. */
export const activityForms = {
  VISIT: '参观',
  EXPERIENCE: '体验',
  PRACTICE: '实践',
  SEMINAR: '研讨',
  EXCHANGE: '交流',
} as const satisfies CodeList;

/** 同时计入: one activity, entered once, counts as all of these. */
export const coTags = {
  MEMBERS_MEETING: '党员大会',
  COMMITTEE_MEETING: '支委会',
  GROUP_MEETING: '党小组会',
  PARTY_LESSON: '党课',
  THEME_DAY: '主题党日',
  VOLUNTEER: '志愿服务',
  TRADE_UNION: '工会活动',
  WOMEN: '妇联活动',
  YOUTH_LEAGUE: '共青团活动',
  BUSINESS: '业务活动',
} as const satisfies CodeList;

/** 参与角色. */
export const participationRoles = { HOST: '牵头主办', CO_HOST: '联合主办', GUEST: '参与' } as const satisfies CodeList;
export type ParticipationRole = keyof typeof participationRoles;

/** 提示: worth a look, never a block. */
export const participationFlags = { HEADCOUNT_UNLIKELY: '人次明显多于党员人数' } as const satisfies CodeList;
export type ParticipationFlag = keyof typeof participationFlags;

/** 活动状态. */
export const activityStatuses = {
  PLANNED: '已计划',
  HELD: '已开展',
  VERIFIED: '已核实',
  CANCELLED: '已取消',
  VOIDED: '已作废',
  MERGED: '已合并',
} as const satisfies CodeList;
export type ActivityStatus = keyof typeof activityStatuses;
