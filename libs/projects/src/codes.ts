import type { CodeList } from '@lianjian/kernel/code-list';

/** 项目类别. */
export const projectCategories = {
  FINANCE_SUPPORT: '金融支持',
  PUBLIC_RESCUE: '公益救援',
  STARTUP_EXPERIENCE: '创业体验',
  CONVENIENCE: '便民服务',
  GOVERNANCE: '治理',
  TALENT: '人才',
  CULTURE: '文化',
  RURAL: '乡村振兴',
  OTHER: '其他',
} as const satisfies CodeList;

/** 受益群体. */
export const beneficiaryGroups = {
  MERCHANTS: '商户与小微企业',
  EMPLOYEES: '楼宇商圈从业人员',
  NEW_EMPLOYMENT: '新就业群体',
  RESIDENTS: '社区居民',
  YOUTH: '青年与学生',
  ELDERLY: '老年人',
  CHILDREN: '儿童',
  DISABLED: '残疾人',
  NEW_CITIZENS: '新市民',
  CONSUMERS: '消费者与游客',
  VILLAGERS: '村民',
  PARTY_ORGANIZATIONS: '基层党组织',
  PUBLIC: '社会公众',
} as const satisfies CodeList;

/** 经费来源. */
export const budgetSources = {
  FISCAL: '财政资金',
  PARTY_DUES: '党费',
  UNIT: '单位自筹',
  SOCIAL: '社会资金',
} as const satisfies CodeList;

/** 立项机关: the organization department of the lead district, or the city's for a city-wide project. */
export const registeringAuthorities = { DIST: '区委组织部', CITY: '市委组织部' } as const satisfies CodeList;

export const projectStatuses = {
  PROPOSED: '申报',
  REGISTERED: '已立项',
  CLAIMING: '认领中',
  SIGNED: '已签约',
  RUNNING: '实施',
  SUSPENDED: '暂停',
  ACCEPTANCE: '申请验收',
  RETURNED: '退回',
  COMPLETED: '已结项',
  TERMINATED: '终止',
  REJECTED: '不予立项',
} as const satisfies CodeList;
export type ProjectStatus = keyof typeof projectStatuses;

export const claimStatuses = {
  OFFERED: '认领申请',
  ACCEPTED: '双向确认',
  DECLINED: '未接受',
} as const satisfies CodeList;
export type ClaimStatus = keyof typeof claimStatuses;
