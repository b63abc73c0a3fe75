import type { CodeList } from '@lianjian/kernel/code-list';

/** 结对种类. What each asks of its parties is in `kinds.ts`. */
export const agreementKinds = {
  VERTICAL: '纵向联建',
  HORIZONTAL_BUSINESS: '横向结对·业务链接',
  HORIZONTAL_MUTUAL_AID: '横向结对·互帮互助',
  HORIZONTAL_CROSS_TRADE: '横向结对·跨出行业互促',
  TARGETED_ASSISTANCE: '定向帮扶',
  URBAN_RURAL: '城乡协建',
  VILLAGE_VILLAGE: '村村联建',
  REGIONAL: '区域联建',
  TRADE_UNIFIED: '行业统建',
  COUNTY_RESOURCE_PAIRING: '机关企事业单位、社区与村结对共建',
} as const satisfies CodeList;
export type AgreementKind = keyof typeof agreementKinds;

/** 协议中的一方. Those who help and those who are helped stand on different sides; a trade committee leads. */
export const agreementSides = {
  PARTY: '共建方',
  LEAD: '牵头方',
  GIVER: '帮扶方',
  RECEIVER: '受帮扶方',
} as const satisfies CodeList;
export type AgreementSide = keyof typeof agreementSides;

/** 党组织层级, as the agreement itself declares it. */
export const partyLevels = {
  PROVINCE: '省级',
  CITY: '市级',
  DISTRICT: '区县级',
  STREET: '街道乡镇级',
  GRASSROOTS: '基层',
} as const satisfies CodeList;

/** 行业, as the agreement itself declares it. */
export const trades = {
  COMMERCE: '商贸零售',
  CATERING: '住宿餐饮',
  FINANCE: '金融',
  INTERNET: '互联网',
  LAW: '律师',
  ACCOUNTING: '会计师',
  CULTURE: '文化旅游',
  EDUCATION: '教育',
  HEALTH: '卫生健康',
  PROPERTY: '物业',
  LOGISTICS: '快递物流',
  MANUFACTURING: '制造',
  CONSTRUCTION: '建筑',
  PUBLIC_SERVICE: '公共服务',
  AGRICULTURE: '农业',
  OTHER: '其他',
} as const satisfies CodeList;

/** 所在地属性, as the agreement itself declares it. */
export const localities = { URBAN: '城市', RURAL: '农村', VILLAGE: '村' } as const satisfies CodeList;

/** 城乡协建的三类资源. */
export const sharedResourceKinds = {
  TALENT: '人才资源',
  VENUE: '活动阵地',
  TRAINING: '教育培训',
} as const satisfies CodeList;

/** 义务的计量单位. */
export const measureUnits = {
  TIMES: '次',
  SESSIONS: '场',
  HOURS: '小时',
  PERSON_TIMES: '人次',
  PERSONS: '人',
  ITEMS: '件',
  CASES: '项',
  SETS: '套',
  COURSES: '课',
  POSTS: '个岗位',
  UNITS: '家',
  VISITS: '户次',
  TEN_THOUSAND_YUAN: '万元',
} as const satisfies CodeList;

/** 履约评估周期. */
export const reviewCadences = {
  MONTHLY: '每月',
  QUARTERLY: '每季度',
  HALF_YEARLY: '每半年',
  YEARLY: '每年',
} as const satisfies CodeList;

export const agreementStatuses = {
  DRAFT: '起草',
  READY_TO_SIGN: '待签',
  PARTIALLY_SIGNED: '部分签署',
  SIGNED: '已签',
  ACTIVE: '生效',
  EXPIRED: '到期',
  TERMINATED: '终止',
  VOIDED: '作废',
} as const satisfies CodeList;
export type AgreementStatus = keyof typeof agreementStatuses;
