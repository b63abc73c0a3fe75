import { type Rule, refuseBy } from '@lianjian/event-sourcing/errors';

/** Every way a project says no. Codes are API and never change; messages are for people. */
export const projectRefusals = {
  'project/not-found': { refusal: 'not-found', message: '项目不存在' },
  'project/already-proposed': { refusal: 'conflict', message: '该项目已经申报' },
  'project/wrong-status': { refusal: 'conflict', message: '项目当前状态不允许该操作' },
  'project/date-in-future': { refusal: 'invalid', message: '业务日期不能晚于今天' },

  // What is proposed
  'project/districts-not-distinct': {
    refusal: 'invalid',
    message: '参与区不得重复',
    ruleId: 'PRJ-a',
    field: 'districts',
  },
  'project/lead-district-not-named': {
    refusal: 'invalid',
    message: '牵头区须且只能有一个，并列入参与区',
    ruleId: 'PRJ-a',
    field: 'leadDistrict',
  },
  'project/unit-unknown': { refusal: 'invalid', message: '参与单位不是已登记的成员单位', ruleId: 'PRJ-b' },
  'project/lead-unit-not-active': {
    refusal: 'conflict',
    message: '牵头单位须且只能有一个，并且在该日期为正式成员单位',
    ruleId: 'PRJ-b',
    field: 'leadUnitId',
  },
  'project/partners-not-distinct': {
    refusal: 'invalid',
    message: '协作单位不得重复，也不得包含牵头单位',
    ruleId: 'PRJ-b',
    field: 'partnerUnitIds',
  },
  'project/plan-reversed': {
    refusal: 'invalid',
    message: '计划结束日期不得早于开始日期',
    ruleId: 'PRJ-c',
    field: 'plan',
  },
  'project/milestone-outside-plan': {
    refusal: 'invalid',
    message: '里程碑须在项目计划期内',
    ruleId: 'PRJ-c',
    field: 'milestones',
  },
  'project/milestones-not-distinct': {
    refusal: 'invalid',
    message: '里程碑的编号和名称不得重复',
    ruleId: 'PRJ-c',
    field: 'milestones',
  },
  'project/milestone-unknown': {
    refusal: 'not-found',
    message: '项目中没有这个里程碑',
    ruleId: 'PRJ-c',
    field: 'milestoneId',
  },
  'project/budget-lines-not-distinct': { refusal: 'invalid', message: '经费科目编号不得重复', field: 'budgetLines' },
  'project/council-not-established': {
    refusal: 'conflict',
    message: '项目所属的联席会须已成立',
    ruleId: 'PRJ-f',
    field: 'councilId',
  },
  'project/lead-unit-not-member': {
    refusal: 'conflict',
    message: '牵头单位须为该联席会的正式成员',
    ruleId: 'PRJ-f',
    field: 'leadUnitId',
  },
  'project/referencing-council-unknown': {
    refusal: 'invalid',
    message: '引用项目的联席会不存在',
    ruleId: 'PRJ-f',
    field: 'referencingCouncilIds',
  },
  'project/counted-in-one-council-only': {
    refusal: 'invalid',
    message: '项目只计入一个联席会，其他联席会各引用一次',
    ruleId: 'PRJ-f',
    field: 'referencingCouncilIds',
  },

  // Registration and consent
  'project/not-the-lead-district': {
    refusal: 'forbidden',
    message: '区委组织部只能办理本区牵头的项目',
    ruleId: 'PRJ-a',
  },
  'project/city-decides': {
    refusal: 'forbidden',
    message: '全市性项目由市委组织部立项、暂停、验收和终止',
    ruleId: 'PRJ-a',
  },
  'project/district-decides': {
    refusal: 'forbidden',
    message: '区级项目由牵头区委组织部立项、暂停、验收和终止',
    ruleId: 'PRJ-a',
  },
  'project/district-outside-council': {
    refusal: 'invalid',
    message: '参与区须都在联席会的主办区之内',
    ruleId: 'PRJ-a',
    field: 'districts',
  },
  'project/no-consent-asked': {
    refusal: 'forbidden',
    message: '只有牵头区以外的参与区需要表示同意',
    ruleId: 'PRJ-a',
  },
  'project/consents-missing': {
    refusal: 'conflict',
    message: '其他参与区尚未全部同意，项目不能开始实施',
    ruleId: 'PRJ-a',
  },

  // Claims
  'project/slots-not-distinct': { refusal: 'invalid', message: '认领项编号不得重复', field: 'slots' },
  'project/claiming-already-open': { refusal: 'conflict', message: '项目已开放认领，认领项不能更换' },
  'project/claiming-not-open': { refusal: 'conflict', message: '项目没有开放认领' },
  'project/slot-unknown': { refusal: 'not-found', message: '项目没有这个认领项', field: 'slotId' },
  'project/slot-exhausted': { refusal: 'conflict', message: '余量不足', field: 'quantity' },
  'project/claim-outside-plan': {
    refusal: 'invalid',
    message: '计划交付日期须在项目计划期内',
    field: 'plannedOn',
  },
  'project/claimant-not-active': { refusal: 'conflict', message: '暂停或退出的单位不能认领项目' },
  'project/lead-unit-cannot-claim': { refusal: 'forbidden', message: '牵头单位不能认领本单位牵头的项目' },
  'project/claim-already-offered': { refusal: 'conflict', message: '本单位对该认领项已有待确认的申请' },
  'project/claim-unknown': { refusal: 'not-found', message: '没有这个认领申请', field: 'claimId' },
  'project/claim-already-decided': { refusal: 'conflict', message: '该认领申请已有结论' },
  'project/offerer-cannot-accept': { refusal: 'forbidden', message: '提出认领的账号不能接受该认领' },

  // Delivery
  'project/agreement-not-signed': {
    refusal: 'conflict',
    message: '只能关联已签署且未终止的协议',
    ruleId: 'PRJ-b',
    field: 'agreementId',
  },
  'project/agreement-without-lead-unit': {
    refusal: 'invalid',
    message: '关联的协议须有牵头单位参加',
    ruleId: 'PRJ-b',
    field: 'agreementId',
  },
  'project/agreement-missing': {
    refusal: 'conflict',
    message: '没有已签署的协议，也没有说明免签事由，项目不能开始实施',
    ruleId: 'PRJ-b',
  },
  'project/exemption-by-district-only': {
    refusal: 'forbidden',
    message: '免签协议须由牵头区委组织部决定',
    ruleId: 'PRJ-b',
    field: 'exemptionReason',
  },
  'project/milestone-before-start': {
    refusal: 'invalid',
    message: '里程碑的完成日期不得早于项目开始实施的日期',
    ruleId: 'PRJ-c',
    field: 'reachedOn',
  },
  'project/milestone-already-reached': {
    refusal: 'conflict',
    message: '该里程碑已经完成，不能再调整日期',
    ruleId: 'PRJ-c',
    field: 'milestones',
  },

  // Acceptance
  'project/nothing-delivered': {
    refusal: 'invalid',
    message: '申请验收须关联至少一个活动或填写交付说明',
    ruleId: 'PRJ-e',
    field: 'activityIds',
  },
  'project/activity-not-held': {
    refusal: 'invalid',
    message: '关联的活动须为本项目开展且未作废，不得重复',
    ruleId: 'PRJ-e',
    field: 'activityIds',
  },
  'project/budget-line-unknown': {
    refusal: 'invalid',
    message: '经费支出须逐项对应预算科目，不得重复',
    field: 'budgetActuals',
  },
  'project/acceptance-already-requested': { refusal: 'conflict', message: '项目已申请验收，请等待结论' },
  'project/requester-cannot-accept': {
    refusal: 'forbidden',
    message: '申请验收的账号不能验收该项目',
    ruleId: 'PRJ-d',
  },
  'project/lead-unit-cannot-accept': {
    refusal: 'forbidden',
    message: '牵头单位的人员不能验收本单位牵头的项目',
    ruleId: 'PRJ-d',
  },
  'project/leading-secretary-cannot-accept': {
    refusal: 'forbidden',
    message: '书记领办项目不能由领办书记验收',
    ruleId: 'PRJ-d',
  },
} as const satisfies Record<`project/${string}`, Rule>;

export type ProjectRefusal = keyof typeof projectRefusals;

export function refuse(code: ProjectRefusal): never {
  return refuseBy(projectRefusals, code);
}
