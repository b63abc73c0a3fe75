import { codeOf } from '@lianjian/kernel/code-list';
import { reportCodes } from '@lianjian/periods/codes';
import type { Operation } from '@lianjian/permissions/matrix';
import { z } from 'zod';

/** The commands that something can wait for. */
export const workOperations = [
  'recommendUnit',
  'acceptUnitTransfer',
  'activateUnit',
  'admitMember',
  'establishCouncil',
  'handOverDuty',
  'freezeAgreementText',
  'approveLongTerm',
  'signAgreement',
  'fileAgreement',
  'fulfilObligation',
  'confirmObligation',
  'registerProject',
  'consentToProject',
  'openProjectClaiming',
  'acceptProjectClaim',
  'startProject',
  'reachMilestone',
  'requestProjectAcceptance',
  'acceptProject',
  'recordActivity',
  'approveParticipationCorrection',
  'resolveDispute',
  'mergeActivity',
  'closePeriod',
  'generateReport',
  'publishReport',
] as const satisfies readonly Operation[];
export type WorkOperation = (typeof workOperations)[number];

const workDetail = z.object({
  obligationId: z.string().optional(),
  milestoneId: z.string().optional(),
  claimId: z.string().optional(),
  participantKey: z.string().optional(),
  month: z.string().optional(),
  reportCode: codeOf(reportCodes).optional(),
  otherActivityId: z.string().optional().meta({ description: '可能是同一活动的另一登记' }),
});

/** One thing that waits for the reader. */
export const workItem = z
  .object({
    key: z.string().meta({ description: '在清单中唯一，事项未办结前不变' }),
    operation: z.enum(workOperations).meta({ description: '办结此事项的操作' }),
    subject: z.object({
      kind: z.enum(['unit', 'council', 'agreement', 'project', 'activity', 'period']),
      id: z.string().meta({ description: '对象编号；月份为联席会编号，月份见 detail' }),
      code: z.string().nullable(),
      title: z.string(),
    }),
    councilId: z.string().nullable(),
    dueOn: z.string().nullable().meta({ description: '应办结的业务日期；没有期限的为空' }),
    overdue: z.boolean(),
    since: z.string().nullable().meta({ description: '自该业务日期起等待；无从得知的为空' }),
    note: z.string().meta({ description: '请做什么，为什么由我做' }),
    detail: workDetail,
  })
  .meta({ id: 'WorkItem' });
export type WorkItem = z.output<typeof workItem>;

/** What the work list answers. */
export const workList = z
  .object({ items: z.array(workItem), more: z.boolean().meta({ description: '还有未列出的事项' }) })
  .meta({ id: 'WorkList' });
