import type { CodeList } from '@lianjian/kernel/code-list';

/** 报表: those that are published, each with versions of its own. */
export const reportCodes = {
  'R-01': '跨区活动月报',
  'R-02': '单位参与情况',
  'R-03': '参与频次变化',
  'R-04': '共建协议台账',
  'R-05': '共建项目进度',
  'R-12': '基本情况',
} as const satisfies CodeList;
export type ReportCode = keyof typeof reportCodes;
