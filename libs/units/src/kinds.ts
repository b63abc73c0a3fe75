import type { CodeList } from '@lianjian/kernel/code-list';

/** 单位类别. */
export const unitKinds = {
  GOV: '机关',
  PUBLIC: '事业单位',
  SOE: '国有企业',
  PRIVATE: '非公企业',
  MIXED: '混合所有制企业',
  FOREIGN: '外资企业',
  NEW_ECONOMY: '新经济组织',
  NEW_SOCIAL: '新社会组织',
  FINANCE: '金融机构',
  SCHOOL: '学校',
  HOSPITAL: '医院',
  BUILDING: '楼宇党组织',
  BLOCK: '街区党委',
  COMMUNITY: '社区',
  STREET: '街道',
  TRADE_ASSOC: '行业协会',
} as const satisfies CodeList;
export type UnitKind = keyof typeof unitKinds;

/** 党组织类型. */
export const partyOrgTypes = {
  COMMITTEE: '党委',
  GENERAL_BRANCH: '党总支',
  BRANCH: '党支部',
  JOINT_BRANCH: '联合党支部',
  WORK_COMMITTEE: '党工委',
  PARTY_GROUP: '党组',
} as const satisfies CodeList;
export type PartyOrgType = keyof typeof partyOrgTypes;

/** 党组织所在单位情况. */
export const hostKinds = {
  SAME_AS_SUPERIOR: '与上级党组织相同',
  LEGAL_ENTITY: '法人单位',
  JOINT_BRANCH: '联合党支部',
} as const satisfies CodeList;
export type HostKind = keyof typeof hostKinds;

/** 党员人数区间: how many, never who. */
export const memberCountBands = {
  '0-2': '0至2人',
  '3-6': '3至6人',
  '7-49': '7至49人',
  '50-99': '50至99人',
  '100+': '100人以上',
} as const satisfies CodeList;
export type MemberCountBand = keyof typeof memberCountBands;

/** 单位状态. */
export const unitStatuses = {
  DRAFT: '草稿',
  RECOMMENDED: '已推荐',
  ACTIVE: '正式',
  SUSPENDED: '暂停',
  WITHDRAWN: '退出',
  MERGED: '并入',
  CLOSED: '注销',
} as const satisfies CodeList;
export type UnitStatus = keyof typeof unitStatuses;

const TWO_NEW: readonly UnitKind[] = ['PRIVATE', 'MIXED', 'FOREIGN', 'NEW_ECONOMY', 'NEW_SOCIAL'];
const ENTERPRISES: readonly UnitKind[] = ['SOE', 'PRIVATE', 'MIXED', 'FOREIGN', 'NEW_ECONOMY', 'FINANCE'];

/** 两新组织: new economic and new social organizations. */
export const twoNew = (kind: UnitKind): boolean => TWO_NEW.includes(kind);

/** The kinds that participation frequency is about when nothing else is said. */
export const isEnterprise = (kind: UnitKind): boolean => ENTERPRISES.includes(kind);
