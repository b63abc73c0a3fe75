import { type Rule, refuseBy } from '@lianjian/event-sourcing/errors';

/** Every way an activity says no. Codes are API and never change; messages are for people. */
export const activityRefusals = {
  'activity/not-found': { refusal: 'not-found', message: '活动不存在' },
  'activity/already-planned': { refusal: 'conflict', message: '该活动已经计划' },
  'activity/already-recorded': { refusal: 'conflict', message: '该活动已经记录，修改请办理更正' },
  'activity/not-held': { refusal: 'conflict', message: '该活动尚未开展', ruleId: 'ACT-a' },
  'activity/ended': { refusal: 'conflict', message: '该活动已取消、作废或并入其他记录', ruleId: 'ACT-a' },

  // What is planned or recorded
  'activity/council-not-established': {
    refusal: 'conflict',
    message: '联席会在活动日期尚未成立或已经撤销',
    field: 'councilId',
  },
  'activity/council-fixed': {
    refusal: 'conflict',
    message: '活动所属联席会在计划后不能改变',
    ruleId: 'E20',
    field: 'councilId',
  },
  'activity/ends-too-soon-or-late': {
    refusal: 'invalid',
    message: '活动结束时间须晚于开始时间且不超过72小时',
    ruleId: 'ACT-c',
    field: 'endAt',
  },
  'activity/in-future': {
    refusal: 'invalid',
    message: '活动尚未开始，不能记录为已开展',
    ruleId: 'E28',
    field: 'startAt',
  },
  'activity/too-long-ago': {
    refusal: 'conflict',
    message: '活动距今超过365天，须由联席会办公室记录',
    ruleId: 'E28',
    field: 'startAt',
  },
  'activity/link-unknown': { refusal: 'invalid', message: '关联的项目或协议不存在' },
  'activity/lead-host-not-member': {
    refusal: 'conflict',
    message: '牵头主办单位在活动日期须为正式成员单位',
    ruleId: 'ACT-b',
    field: 'leadHostUnitId',
  },
  'activity/co-host-not-member': {
    refusal: 'conflict',
    message: '联合主办单位在活动日期须为正式成员单位，其他单位请填为参与单位',
    ruleId: 'ACT-b',
    field: 'coHostUnitIds',
  },
  'activity/not-a-host': {
    refusal: 'forbidden',
    message: '只有主办单位或联席会办公室可以填报该活动',
    ruleId: 'ACT-h',
  },
  'activity/unit-enters-for-itself': {
    refusal: 'forbidden',
    message: '单位只能以本单位名义填报',
    ruleId: 'ACT-h',
    field: 'onBehalfOfUnitId',
  },
  'activity/on-behalf-of-no-host': {
    refusal: 'invalid',
    message: '代填的单位须为该活动的主办单位',
    ruleId: 'ACT-h',
    field: 'onBehalfOfUnitId',
  },

  // Who took part
  'activity/unit-unknown': { refusal: 'invalid', message: '参与单位未登记，请填写其名称', field: 'participations' },
  'activity/participant-twice': {
    refusal: 'invalid',
    message: '同一单位在一次活动中只能填写一次',
    field: 'participations',
  },
  'activity/participant-recorded': {
    refusal: 'conflict',
    message: '该单位的参与人次已经记录，修改请办理更正',
    field: 'participations',
  },
  'activity/headcount-missing': { refusal: 'invalid', message: '参与人次须为正整数', field: 'onSite' },
  'activity/party-members-exceed': {
    refusal: 'invalid',
    message: '党员人次不得超过参与人次',
    field: 'partyMembers',
  },

  // Corrections and disputes
  'activity/participation-unknown': {
    refusal: 'not-found',
    message: '该活动没有这一参与单位',
    field: 'participantKey',
  },
  'activity/correction-pending': {
    refusal: 'conflict',
    message: '该参与人次已有待批准的更正',
    ruleId: 'ACT-g',
    field: 'participantKey',
  },
  'activity/nobody-left': {
    refusal: 'conflict',
    message: '更正后没有任何单位参与，活动记录有误请作废',
    field: 'onSite',
  },
  'activity/verified-changed-by-office': {
    refusal: 'forbidden',
    message: '活动已核实，单位对人次有异议请提出异议，或由联席会办公室更改',
  },
  'activity/nothing-proposed': { refusal: 'conflict', message: '没有待批准的更正', ruleId: 'ACT-g' },
  'activity/proposer-cannot-approve': {
    refusal: 'forbidden',
    message: '提出更正的账号不能批准该更正，请由另一人批准',
    ruleId: 'FOUR-EYES',
  },
  'activity/nothing-disputed': { refusal: 'conflict', message: '该参与人次没有待处理的异议' },
  'activity/disputer-cannot-resolve': {
    refusal: 'forbidden',
    message: '提出异议的账号不能处理该异议，请由另一人处理',
    ruleId: 'FOUR-EYES',
  },

  // Verifying and ending
  'activity/dispute-open': { refusal: 'conflict', message: '参与人次尚有异议，请先处理异议' },
  'activity/recorder-cannot-verify': {
    refusal: 'forbidden',
    message: '填报或更正过该活动的账号不能核实该活动，请由另一人核实',
    ruleId: 'FOUR-EYES',
  },
  'activity/held-cannot-be-cancelled': { refusal: 'conflict', message: '已开展的活动不能取消，记录有误请作废' },
  'activity/open-month-voided-by-office': {
    refusal: 'forbidden',
    message: '未关账月份的活动由联席会办公室作废',
  },
  'activity/closed-month-voided-by-district': {
    refusal: 'forbidden',
    message: '已关账月份的活动由区委组织部作废',
    ruleId: 'ACT-g',
  },

  // Merging
  'activity/merge-into-itself': {
    refusal: 'invalid',
    message: '活动不能与自身合并',
    ruleId: 'ACT-d',
    field: 'fromActivityId',
  },
  'activity/merge-unknown': {
    refusal: 'not-found',
    message: '本联席会没有要并入的活动',
    ruleId: 'ACT-d',
    field: 'fromActivityId',
  },
  'activity/merge-not-counted': {
    refusal: 'conflict',
    message: '要并入的活动尚未开展，或已作废、已合并',
    ruleId: 'ACT-d',
    field: 'fromActivityId',
  },
  'activity/merge-apart': {
    refusal: 'conflict',
    message: '两项活动开始时间相差超过2小时，不是同一活动',
    ruleId: 'ACT-d',
    field: 'fromActivityId',
  },
  'activity/merge-other-month': {
    refusal: 'conflict',
    message: '两项活动记录在不同月份，不能合并，请作废其中一项',
    ruleId: 'C1',
    field: 'fromActivityId',
  },
  'activity/merger-in-progress': {
    refusal: 'conflict',
    message: '本联席会正在合并其他活动，请稍后重试',
    ruleId: 'ACT-d',
  },
  'activity/open-month-merged-by-office': {
    refusal: 'forbidden',
    message: '未关账月份的活动由联席会办公室合并',
  },
  'activity/closed-month-needs-district': {
    refusal: 'forbidden',
    message: '已关账月份的活动由区委组织部合并',
    ruleId: 'ACT-g',
  },
} as const satisfies Record<`activity/${string}`, Rule>;

export type ActivityRefusal = keyof typeof activityRefusals;

export function refuse(code: ActivityRefusal): never {
  return refuseBy(activityRefusals, code);
}
