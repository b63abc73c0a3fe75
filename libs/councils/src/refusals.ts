import { type Rule, refuseBy } from '@lianjian/event-sourcing/errors';

/** Every reason a council says no for. Codes are API and never change. */
export const councilRefusals = {
  'council/not-found': { refusal: 'not-found', message: '联席会不存在' },
  'council/already-proposed': { refusal: 'conflict', message: '该联席会已经提出' },
  'council/already-established': { refusal: 'conflict', message: '该联席会已经成立' },
  'council/not-established': { refusal: 'conflict', message: '该联席会尚未成立' },
  'council/suspended': { refusal: 'conflict', message: '该联席会已暂停，请先恢复' },
  'council/dissolved': { refusal: 'conflict', message: '该联席会已撤销，不能再办理' },
  'council/date-in-future': { refusal: 'invalid', message: '业务日期不能晚于今天', ruleId: 'E28' },
  'council/out-of-order': {
    refusal: 'conflict',
    message: '生效日期早于联席会成立日期或上一次变更的日期',
    field: 'effectiveOn',
  },

  'council/too-long-ago': {
    refusal: 'conflict',
    message: '生效日期距今不得超过365天',
    ruleId: 'E28',
    field: 'effectiveOn',
  },
  'council/into-closed-period': {
    refusal: 'conflict',
    message: '成员变更不能追溯到已关账的月份',
    ruleId: 'C3',
    field: 'effectiveOn',
  },

  // Foundation
  'council/duplicate-district': { refusal: 'invalid', message: '主办区不得重复', field: 'hostDistricts' },
  'council/district-not-in-force': {
    refusal: 'invalid',
    message: '行政区划代码不存在或在该业务日期不生效',
    field: 'hostDistricts',
  },
  'council/needs-city-lead': {
    refusal: 'conflict',
    message: '成员跨两个以上区的联席会须由市级部门牵头',
    ruleId: 'COUNCIL-a',
  },
  'council/lead-authority-elsewhere': {
    refusal: 'invalid',
    message: '牵头单位与主办区须属同一设区市，区级牵头单位须为主办区',
    ruleId: 'COUNCIL-a',
    field: 'leadAuthority',
  },
  'council/proposer-cannot-approve': {
    refusal: 'forbidden',
    message: '提出人不能同时批准成立，请由另一人办理',
    ruleId: 'FOUR-EYES',
  },
  'council/established-year-differs': {
    refusal: 'invalid',
    message: '成立年份与成立日期不一致',
    field: 'establishedYear',
  },

  // Members
  'council/member-vetoed': {
    refusal: 'conflict',
    message: '市委组织部不同意吸纳该单位，须由所在区组织部门在此之后重新推荐',
    ruleId: 'COUNCIL-b',
  },
  'council/unit-not-active': { refusal: 'conflict', message: '该单位在生效日期不是正式成员单位', field: 'unitId' },
  'council/not-recommended': {
    refusal: 'conflict',
    message: '该单位尚未经所在区组织部门推荐',
    ruleId: 'COUNCIL-b',
    field: 'unitId',
  },
  'council/recommended-before-leaving': {
    refusal: 'conflict',
    message: '该单位退出后须由所在区组织部门重新推荐',
    ruleId: 'COUNCIL-b',
    field: 'unitId',
  },
  'council/recommended-elsewhere': {
    refusal: 'conflict',
    message: '推荐须由该单位生效日期所在区的组织部门作出',
    ruleId: 'COUNCIL-b',
    field: 'unitId',
  },
  'council/recommender-cannot-admit': {
    refusal: 'forbidden',
    message: '推荐人不能同时办理吸纳，请由另一人办理',
    ruleId: 'COUNCIL-b',
  },
  'council/already-a-member': { refusal: 'conflict', message: '该单位已是成员单位', ruleId: 'COUNCIL-c' },
  'council/not-a-member': { refusal: 'not-found', message: '该单位不是本联席会的成员单位', field: 'unitId' },
  'council/member-suspended': { refusal: 'conflict', message: '该成员单位已暂停，请先恢复', ruleId: 'COUNCIL-c' },
  'council/member-withdrawn': { refusal: 'conflict', message: '该成员单位已退出' },

  // Duty
  'council/not-a-host-district': {
    refusal: 'invalid',
    message: '轮值区须为主办区',
    ruleId: 'COUNCIL-e',
    field: 'districtCode',
  },
  'council/duty-term-reversed': {
    refusal: 'invalid',
    message: '轮值结束日期不得早于开始日期',
    ruleId: 'COUNCIL-e',
    field: 'to',
  },
  'council/duty-overlap': { refusal: 'conflict', message: '轮值期不得重叠', ruleId: 'COUNCIL-e', field: 'from' },
  'council/duty-gap': {
    refusal: 'conflict',
    message: '轮值期须首尾相接，从上一轮值期结束的次日开始',
    ruleId: 'COUNCIL-e',
    field: 'from',
  },
  'council/no-such-handover': {
    refusal: 'conflict',
    message: '在该日期没有这两个区之间的轮值交接',
    ruleId: 'COUNCIL-e',
    field: 'handoverOn',
  },
  'council/not-on-handover': { refusal: 'forbidden', message: '轮值交接须由交出区和接任区确认' },
  'council/handover-needs-two-people': {
    refusal: 'forbidden',
    message: '轮值交接须由两个区分别确认，不能由同一人代办',
    ruleId: 'FOUR-EYES',
  },

  // Participation baseline
  'council/baseline-incomplete': {
    refusal: 'invalid',
    message: '系统测算的基期须填写参与次数和单位月数，材料申报的基期须填写数值',
    field: 'value',
  },
  'council/baseline-without-unit-months': {
    refusal: 'invalid',
    message: '基期的单位月数须大于零',
    field: 'unitMonths',
  },
  'council/baseline-contradictory': {
    refusal: 'invalid',
    message: '基期数值与参与次数、单位月数不一致',
    field: 'value',
  },
  'council/baseline-source-missing': {
    refusal: 'invalid',
    message: '材料申报的基期须注明材料来源',
    field: 'source',
  },

  // Dissolution
  'council/active-agreements': {
    refusal: 'conflict',
    message: '尚有生效中的协议，须先转移、履行完毕或终止',
    ruleId: 'COUNCIL-f',
  },
  'council/running-projects': {
    refusal: 'conflict',
    message: '尚有实施中的项目，须先转移、完成或终止',
    ruleId: 'COUNCIL-f',
  },
} as const satisfies Record<`council/${string}`, Rule>;

export type CouncilRefusal = keyof typeof councilRefusals;

export function refuse(code: CouncilRefusal): never {
  return refuseBy(councilRefusals, code);
}
