import { type Rule, refuseBy } from '@lianjian/event-sourcing/errors';

/** Every way a period or a report says no. Codes are API and never change; messages are for people. */
export const periodRefusals = {
  'period/council-unknown': { refusal: 'not-found', message: '联席会不存在' },
  'period/not-over': { refusal: 'conflict', message: '该月尚未结束，不能关账', ruleId: 'C3' },
  'period/not-closed': { refusal: 'conflict', message: '该月尚未关账，不能生成报表', ruleId: 'C3' },

  'report/not-as-of-cutoff': {
    refusal: 'conflict',
    message: '首个版本须以关账时点的数据生成',
    ruleId: 'C3',
  },
  'report/month-settling': {
    refusal: 'conflict',
    message: '关账满一分钟后方可生成报告，以便收齐关账前发出的记录',
    ruleId: 'C3',
  },
  'report/already-published': {
    refusal: 'conflict',
    message: '该报表已经发布，修改须出更正版',
    ruleId: 'RPT-c',
  },
  'report/not-generated': { refusal: 'conflict', message: '该报表没有待发布的版本' },
  'report/content-hash-differs': {
    refusal: 'conflict',
    message: '报表内容在审阅后已重新生成，请重新审阅后再发布',
    field: 'contentHash',
  },
  'report/preparer-cannot-publish': {
    refusal: 'forbidden',
    message: '编制报表的账号不能发布该报表，请由另一人发布',
    ruleId: 'FOUR-EYES',
  },
  'report/not-published': { refusal: 'conflict', message: '该报表尚未发布，无须更正', ruleId: 'RPT-c' },
  'report/nothing-changed': { refusal: 'conflict', message: '各项数据与已发布版本一致，无须更正', ruleId: 'RPT-d' },
} as const satisfies Record<`${'period' | 'report'}/${string}`, Rule>;

export type PeriodRefusal = keyof typeof periodRefusals;

export function refuse(code: PeriodRefusal): never {
  return refuseBy(periodRefusals, code);
}
