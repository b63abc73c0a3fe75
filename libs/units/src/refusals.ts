import { type Rule, refuseBy } from '@lianjian/event-sourcing/errors';

/** Every reason a unit says no for. Codes are API and never change. */
export const unitRefusals = {
  'unit/not-found': { refusal: 'not-found', message: '成员单位不存在' },
  'unit/already-registered': { refusal: 'conflict', message: '该单位已经登记' },
  'unit/ended': { refusal: 'conflict', message: '该单位已退出、并入或注销，不能再办理' },
  'unit/not-active': { refusal: 'conflict', message: '该单位不是正式成员单位' },
  'unit/not-suspended': { refusal: 'conflict', message: '该单位未处于暂停状态' },
  'unit/suspended': { refusal: 'conflict', message: '该单位已暂停，请先恢复' },
  'unit/out-of-order': {
    refusal: 'conflict',
    message: '生效日期早于该单位上一次状态变更的日期',
    field: 'effectiveOn',
  },
  'unit/date-in-future': { refusal: 'invalid', message: '业务日期不能晚于今天', ruleId: 'E28' },
  'unit/too-long-ago': {
    refusal: 'conflict',
    message: '生效日期距今不得超过365天',
    ruleId: 'E28',
    field: 'effectiveOn',
  },
  'unit/into-closed-period': {
    refusal: 'conflict',
    message: '单位状态变更不能追溯到已关账的月份',
    ruleId: 'C3',
    field: 'effectiveOn',
  },

  'unit/joint-branch-needs-hosts': {
    refusal: 'invalid',
    message: '联合党支部须填写至少两个不同的所在单位',
    field: 'hostEntities',
  },
  'unit/legal-entity-needs-uscc': {
    refusal: 'invalid',
    message: '法人单位须填写一个所在单位及其统一社会信用代码',
    ruleId: 'UNIT-a',
    field: 'hostEntities',
  },
  'unit/subdistrict-outside-district': {
    refusal: 'invalid',
    message: '街道代码不属于该单位所在区',
    field: 'subdistrictCode',
  },
  'unit/district-not-in-force': {
    refusal: 'invalid',
    message: '行政区划代码不存在或在该业务日期不生效',
    ruleId: 'UNIT-b',
  },
  'unit/not-a-host-district': {
    refusal: 'invalid',
    message: '联席会办公室只能登记本联席会主办区内的单位',
    ruleId: 'UNIT-b',
    field: 'districtCode',
  },

  'unit/not-recommended': { refusal: 'conflict', message: '该单位尚未经所在区组织部门推荐加入本联席会' },
  'unit/recommender-cannot-activate': {
    refusal: 'forbidden',
    message: '推荐人不能同时办理转为正式成员单位，请由另一人办理',
    ruleId: 'FOUR-EYES',
  },
  'unit/contact-missing': { refusal: 'conflict', message: '转为正式成员单位前须先明确联络员', ruleId: 'UNIT-f' },

  'unit/transfer-pending': { refusal: 'conflict', message: '该单位已有待对方确认的属地变更', ruleId: 'UNIT-c' },
  'unit/no-transfer-pending': { refusal: 'conflict', message: '该单位没有待确认的属地变更', ruleId: 'UNIT-c' },
  'unit/transfer-out-of-order': {
    refusal: 'conflict',
    message: '属地变更须晚于上一次属地生效日期',
    ruleId: 'UNIT-c',
    field: 'effectiveOn',
  },
  'unit/transfer-into-closed-period': {
    refusal: 'conflict',
    message: '属地变更不能追溯到已关账的月份',
    ruleId: 'UNIT-c',
    field: 'effectiveOn',
  },
  'unit/transfer-requester-cannot-accept': {
    refusal: 'forbidden',
    message: '申请属地变更的人不能同时代表转入区确认',
    ruleId: 'UNIT-c',
  },

  'unit/open-obligations': {
    refusal: 'conflict',
    message: '该单位尚有未了结的协议义务，须先履行或解除',
    ruleId: 'UNIT-d',
  },
  'unit/merge-into-itself': { refusal: 'invalid', message: '单位不能并入自身', field: 'intoUnitId' },
  'unit/survivor-not-active': {
    refusal: 'conflict',
    message: '并入的单位在生效日期须为正式成员单位',
    field: 'intoUnitId',
  },
  'unit/survivor-elsewhere': {
    refusal: 'conflict',
    message: '并入的单位在生效日期须属同一区，跨区的请先办理属地变更',
    ruleId: 'UNIT-d',
    field: 'intoUnitId',
  },
} as const satisfies Record<`unit/${string}`, Rule>;

export type UnitRefusal = keyof typeof unitRefusals;

export function refuse(code: UnitRefusal): never {
  return refuseBy(unitRefusals, code);
}
