import { daysBetween } from '@lianjian/kernel/time';
import type { Schemas } from '../api/client';
import type { Text } from '../language/language';

export type WorkItem = Schemas['WorkItem'];
type Operation = WorkItem['operation'];

/** What is asked for, and what the link to it says. */
type Asked = Readonly<{ title: readonly [zh: string, en: string]; action: readonly [zh: string, en: string] }>;

export const ASKED: Readonly<Record<Operation, Asked>> = {
  recommendUnit: { title: ['待推荐单位', 'Units to recommend'], action: ['去推荐', 'Recommend'] },
  acceptUnitTransfer: { title: ['待接收迁入', 'Transfers to accept'], action: ['去答复', 'Answer'] },
  activateUnit: { title: ['待转为正式成员单位', 'Units to activate'], action: ['去办理', 'Activate'] },
  admitMember: { title: ['待吸纳成员', 'Members to admit'], action: ['去吸纳', 'Admit'] },
  establishCouncil: { title: ['待批准成立', 'Councils to approve'], action: ['去批准', 'Approve'] },
  handOverDuty: { title: ['待签署轮值交接', 'Handovers to sign'], action: ['去签署', 'Sign'] },
  freezeAgreementText: { title: ['待定稿协议', 'Agreements to finish'], action: ['去定稿', 'Finish'] },
  approveLongTerm: { title: ['待同意三年以上期限', 'Long terms to approve'], action: ['去答复', 'Answer'] },
  signAgreement: { title: ['待签署协议', 'Agreements to sign'], action: ['去签署', 'Sign'] },
  fileAgreement: { title: ['待备案协议', 'Agreements to file'], action: ['去备案', 'File'] },
  fulfilObligation: { title: ['待履行义务', 'Obligations to fulfil'], action: ['去报告', 'Report'] },
  confirmObligation: { title: ['待确认履行', 'Fulfilments to confirm'], action: ['去确认', 'Confirm'] },
  registerProject: { title: ['待立项', 'Projects to register'], action: ['去立项', 'Decide'] },
  consentToProject: { title: ['待同意参与', 'Projects to consent to'], action: ['去答复', 'Answer'] },
  openProjectClaiming: { title: ['待开放认领', 'Projects to open'], action: ['去开放', 'Open'] },
  acceptProjectClaim: { title: ['待答复认领', 'Claims to answer'], action: ['去答复', 'Answer'] },
  startProject: { title: ['待启动项目', 'Projects to start'], action: ['去启动', 'Start'] },
  reachMilestone: { title: ['待完成里程碑', 'Milestones to reach'], action: ['去报告', 'Report'] },
  requestProjectAcceptance: { title: ['待申请验收', 'Projects to be accepted'], action: ['去申请', 'Request'] },
  acceptProject: { title: ['待验收项目', 'Projects to accept'], action: ['去验收', 'Decide'] },
  recordActivity: { title: ['待登记活动', 'Activities to record'], action: ['去登记', 'Record'] },
  approveParticipationCorrection: { title: ['待批准更正', 'Corrections to approve'], action: ['去审批', 'Decide'] },
  resolveDispute: { title: ['待处理异议', 'Disputes to settle'], action: ['去处理', 'Settle'] },
  mergeActivity: { title: ['待核对重复登记', 'Possible duplicates'], action: ['去核对', 'Compare'] },
  closePeriod: { title: ['待关账月份', 'Months to close'], action: ['去关账', 'Close'] },
  generateReport: { title: ['待生成报告', 'Reports to generate'], action: ['去生成', 'Generate'] },
  publishReport: { title: ['待发布报告', 'Reports to publish'], action: ['去发布', 'Publish'] },
};

/** Why it waits, for readers of English; the service says it in Chinese, with the names. */
export const WHY_IN_ENGLISH: Readonly<Record<Operation, string>> = {
  recommendUnit: 'Registered in your district, not recommended yet.',
  acceptUnitTransfer: 'It asks to move to your district.',
  activateUnit: 'Recommended; check it, then make it an active member.',
  admitMember: 'Recommended for this conference.',
  establishCouncil: 'Proposed; you decide whether it is established.',
  handOverDuty: 'The rotating duty passes on; both districts sign.',
  freezeAgreementText: 'The text is a draft; make it final so that it can be signed.',
  approveLongTerm: 'Its term is longer than three years.',
  signAgreement: 'The text is final; your unit is a party and has not signed.',
  fileAgreement: 'Signed by all; a party is of your district, where it is not on file yet.',
  fulfilObligation: 'Your unit owes it under an agreement in force.',
  confirmObligation: 'The other side reports that it has done this.',
  registerProject: 'Proposed; your department decides whether it is registered.',
  consentToProject: 'Your district is to take part in it.',
  openProjectClaiming: 'Registered; it can be opened to claims.',
  acceptProjectClaim: 'A unit wants to take a part of it.',
  startProject: 'All have consented; it can start.',
  reachMilestone: 'A milestone is due.',
  requestProjectAcceptance: 'Its plan is over; request acceptance.',
  acceptProject: 'Its acceptance was requested.',
  recordActivity: 'It was planned and its day has come.',
  approveParticipationCorrection: 'A headcount of a closed month is to be corrected.',
  resolveDispute: 'A unit disputes its headcount.',
  mergeActivity: 'It may be recorded twice: compare the two records.',
  closePeriod: 'The month is over and still open.',
  generateReport: 'The month is closed and has no report yet.',
  publishReport: 'The report is made; a second person checks and publishes it.',
};

/** Where the decision is made. */
export function placeOf({ operation, subject: { kind, id }, detail }: WorkItem): string {
  if (operation === 'recordActivity') return `/activities/new?planId=${id}`;
  if (operation === 'acceptProjectClaim') return `/projects/${id}#claims`;
  if (operation === 'generateReport' || operation === 'publishReport' || operation === 'closePeriod') {
    return `/councils/${id}/months/${detail.month ?? ''}`;
  }
  const folders = {
    unit: 'units',
    council: 'councils',
    agreement: 'agreements',
    project: 'projects',
    activity: 'activities',
    period: 'councils',
  } as const;
  return `/${folders[kind]}/${id}`;
}

export type Group = Readonly<{ key: 'overdue' | Operation; items: readonly WorkItem[] }>;

/** What is late first, whatever it is; then by what is asked for, each in the order of the answer: due first. */
export function grouped(items: readonly WorkItem[]): readonly Group[] {
  const overdue = items.filter((item) => item.overdue);
  const rest = items.filter((item) => !item.overdue);
  const operations = [...new Set(rest.map(({ operation }) => operation))];
  return [
    ...(overdue.length > 0 ? [{ key: 'overdue' as const, items: overdue }] : []),
    ...operations.map((key) => ({ key, items: rest.filter(({ operation }) => operation === key) })),
  ];
}

const NEAR_DAYS = 60;

/** 已逾期5天, 今天到期, 3天后到期; the date where it is far. */
export function dueText(dueOn: string, today: string, t: Text, dateText: (date: string) => string): string {
  const days = daysBetween(today, dueOn);
  if (days < 0) return t(`已逾期${-days}天`, `${-days} ${-days === 1 ? 'day' : 'days'} overdue`);
  if (days === 0) return t('今天到期', 'Due today');
  if (days === 1) return t('明天到期', 'Due tomorrow');
  if (days <= NEAR_DAYS) return t(`${days}天后到期`, `Due in ${days} days`);
  return t(`${dateText(dueOn)}到期`, `Due on ${dateText(dueOn)}`);
}

/** Since when it waits: 今天收到, 已等待5天. */
export function sinceText(since: string, today: string, t: Text): string {
  const days = daysBetween(since, today);
  if (days <= 0) return t('今天收到', 'New today');
  return t(`已等待${days}天`, `Waiting for ${days} ${days === 1 ? 'day' : 'days'}`);
}
