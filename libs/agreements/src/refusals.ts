import { type Rule, refuseBy } from '@lianjian/event-sourcing/errors';

/** Every way an agreement says no. Codes are API and never change; messages are for people. */
export const agreementRefusals = {
  'agreement/not-found': { refusal: 'not-found', message: '协议不存在' },
  'agreement/already-drafted': { refusal: 'conflict', message: '该协议已经起草' },
  'agreement/voided': { refusal: 'conflict', message: '协议已作废' },
  'agreement/date-in-future': { refusal: 'invalid', message: '业务日期不能晚于今天' },

  // The text
  'agreement/parties-not-distinct': {
    refusal: 'invalid',
    message: '协议至少两方且不得重复',
    ruleId: 'AGR-a',
    field: 'parties',
  },
  'agreement/party-unknown': {
    refusal: 'invalid',
    message: '协议一方不是已登记的成员单位',
    ruleId: 'AGR-a',
    field: 'parties',
  },
  'agreement/party-not-active': {
    refusal: 'conflict',
    message: '协议各方须为正式成员单位，暂停或退出的单位不能成为协议一方或签署协议',
    ruleId: 'AGR-a',
    field: 'parties',
  },
  'agreement/obligations-one-sided': {
    refusal: 'invalid',
    message: '每一方至少填写一项可量化义务',
    ruleId: 'AGR-c',
    field: 'obligations',
  },
  'agreement/obligation-of-no-party': {
    refusal: 'invalid',
    message: '义务须由协议一方承担',
    ruleId: 'AGR-c',
    field: 'obligations',
  },
  'agreement/obligation-ids-not-distinct': { refusal: 'invalid', message: '义务编号不得重复', field: 'obligations' },
  'agreement/obligation-outside-term': {
    refusal: 'invalid',
    message: '义务的完成日期须在协议期限内',
    ruleId: 'AGR-c',
    field: 'obligations',
  },
  'agreement/term-reversed': {
    refusal: 'invalid',
    message: '协议终止日期不得早于起始日期',
    ruleId: 'AGR-d',
    field: 'termTo',
  },
  'agreement/not-a-council-matter': {
    refusal: 'invalid',
    message: '联席会须已成立，协议至少一方为其正式成员，暂停的成员不能成为协议一方，起草单位也须为其正式成员',
    ruleId: 'COUNCIL-f',
    field: 'councilId',
  },
  'agreement/projects-not-distinct': { refusal: 'invalid', message: '关联项目不得重复', field: 'projectIds' },

  // What the kind asks of its parties
  'agreement/levels-must-differ': {
    refusal: 'invalid',
    message: '纵向联建的各方须注明党组织层级，且不得都在同一层级',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/levels-must-be-equal': {
    refusal: 'invalid',
    message: '横向结对的各方须注明党组织层级，且须为同一层级',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/business-relation-missing': {
    refusal: 'invalid',
    message: '业务链接型结对须写明业务关系',
    ruleId: 'AGR-e',
    field: 'businessRelation',
  },
  'agreement/trades-must-differ': {
    refusal: 'invalid',
    message: '跨出行业互促的各方须注明行业，且不得都属同一行业',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/trades-must-be-equal': {
    refusal: 'invalid',
    message: '行业统建的各方须注明行业，且须为同一行业',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/trade-lead-missing': {
    refusal: 'invalid',
    message: '行业统建须由一个行业党委牵头',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/giver-and-receiver-missing': {
    refusal: 'invalid',
    message: '帮扶协议的每一方须注明为帮扶方或受帮扶方，且两者都不可缺',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/needs-missing': {
    refusal: 'invalid',
    message: '与村结对共建须附需求清单',
    ruleId: 'AGR-e',
    field: 'needs',
  },
  'agreement/urban-and-rural-missing': {
    refusal: 'invalid',
    message: '城乡协建须至少一方在城市、一方在农村',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/shared-resources-missing': {
    refusal: 'invalid',
    message: '城乡协建须写明共享的资源类别',
    ruleId: 'AGR-e',
    field: 'sharedResources',
  },
  'agreement/villages-only': {
    refusal: 'invalid',
    message: '村村联建的各方须都为村',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/receivers-must-be-villages': {
    refusal: 'invalid',
    message: '与村结对共建的受帮扶方须为村',
    ruleId: 'AGR-e',
    field: 'parties',
  },
  'agreement/one-city-only': {
    refusal: 'invalid',
    message: '区域联建的各方须在同一设区市',
    ruleId: 'AGR-e',
    field: 'parties',
  },

  // Signing
  'agreement/already-signed': { refusal: 'conflict', message: '协议已全部签署，文本不能再改', ruleId: 'AGR-b' },
  'agreement/text-not-frozen': { refusal: 'conflict', message: '协议文本尚未定稿，不能签署', ruleId: 'AGR-b' },
  'agreement/content-hash-differs': {
    refusal: 'conflict',
    message: '协议文本已有变化，请重新阅读后签署',
    ruleId: 'AGR-b',
    field: 'contentHash',
  },
  'agreement/units-sign-for-themselves': {
    refusal: 'forbidden',
    message: '只有成员单位能为本单位签署，联席会不能代签',
    ruleId: 'AGR-b',
  },
  'agreement/not-a-party': { refusal: 'forbidden', message: '本单位不是该协议的一方', ruleId: 'AGR-b' },
  'agreement/long-term-not-approved': {
    refusal: 'conflict',
    message: '协议期限超过三年须经区委组织部同意',
    ruleId: 'AGR-d',
    field: 'termTo',
  },
  'agreement/term-not-long': { refusal: 'conflict', message: '协议期限未超过三年，无须批准', ruleId: 'AGR-d' },
  'agreement/term-over': { refusal: 'conflict', message: '协议期限已过，不能签署', ruleId: 'AGR-d' },
  'agreement/not-signed': { refusal: 'conflict', message: '协议尚未全部签署', ruleId: 'AGR-d' },
  'agreement/term-not-begun': { refusal: 'conflict', message: '协议期限尚未开始', ruleId: 'AGR-d' },
  'agreement/term-not-over': { refusal: 'conflict', message: '协议期限尚未结束', ruleId: 'AGR-g' },

  // Filing
  'agreement/not-a-district-concerned': {
    refusal: 'forbidden',
    message: '该区没有单位参加本协议',
    ruleId: 'AGR-f',
    field: 'districtCode',
  },

  // Obligations
  'agreement/obligation-unknown': { refusal: 'not-found', message: '协议中没有这项义务', field: 'obligationId' },
  'agreement/not-the-owing-unit': { refusal: 'forbidden', message: '只有承担义务的单位能报告履行' },
  'agreement/not-in-force': { refusal: 'conflict', message: '协议在该日期未生效', ruleId: 'AGR-d' },
  'agreement/activity-already-reported': {
    refusal: 'conflict',
    message: '该活动已为这项义务报告过履行',
    field: 'evidence',
  },
  'agreement/activity-shows-nothing': {
    refusal: 'invalid',
    message: '作为履行佐证的活动须已开展且未作废，并有承担义务的单位参加',
    field: 'evidence',
  },
  'agreement/only-counter-party-confirms': {
    refusal: 'forbidden',
    message: '义务的履行须由对方确认，承担方不能自行确认',
    ruleId: 'FOUR-EYES',
  },
  'agreement/reporter-cannot-confirm': {
    refusal: 'forbidden',
    message: '报告履行的账号不能再确认履行',
    ruleId: 'FOUR-EYES',
  },
  'agreement/nothing-to-confirm': { refusal: 'conflict', message: '没有待确认的履行报告' },
  'agreement/confirms-too-much': {
    refusal: 'invalid',
    message: '确认数量不得超过已报告而未确认的数量',
    field: 'quantity',
  },

  // Ending
  'agreement/notice-too-short': {
    refusal: 'invalid',
    message: '终止须按协议约定的天数提前通知',
    ruleId: 'AGR-i',
    field: 'effectiveOn',
  },
  'agreement/expires-first': {
    refusal: 'invalid',
    message: '协议在通知期满前即到期，无须终止',
    ruleId: 'AGR-i',
    field: 'effectiveOn',
  },
  'agreement/void-after-active': {
    refusal: 'conflict',
    message: '协议生效后只能因依法无效而作废，否则请按约定终止',
    ruleId: 'AGR-i',
    field: 'legalInvalidity',
  },
} as const satisfies Record<`agreement/${string}`, Rule>;

export type AgreementRefusal = keyof typeof agreementRefusals;

export function refuse(code: AgreementRefusal): never {
  return refuseBy(agreementRefusals, code);
}
