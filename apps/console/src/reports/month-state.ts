import type { Schemas } from '../api/client';
import { firstDayOf, shifted } from '../parts/periods';
import type { ReportCode } from './catalogue';

type Version = Schemas['ReportVersionSummary'];
type Period = Pick<Schemas['Period'], 'month' | 'status' | 'reports'>;

/** Where a report of a month stands on its way. */
export type ReportState = Readonly<{
  code: ReportCode;
  versions: readonly Version[];
  /** Waits to be published. */
  draft?: Version;
  /** The latest one. */
  published?: Version;
}>;

/** The steps on the way from a month's end to its published report. */
export const STEPS = ['close', 'generate', 'check', 'done'] as const;
export type Step = (typeof STEPS)[number];

export function stateOf({ reports }: Pick<Period, 'reports'>, code: ReportCode): ReportState {
  const versions = reports.filter(({ reportCode }) => reportCode === code);
  const draft = versions.find(({ status }) => status === 'DRAFT');
  const published = versions.findLast(({ status }) => status === 'PUBLISHED');
  return { code, versions, ...(draft ? { draft } : {}), ...(published ? { published } : {}) };
}

/** What is to be done next. */
export function stepOf(period: Period, code: ReportCode): Step {
  if (period.status === 'OPEN') return 'close';
  const { draft, published } = stateOf(period, code);
  if (draft) return 'check';
  return published ? 'done' : 'generate';
}

/** Whether the month has ended, so that it can be closed. */
export const isOver = (month: string, today: string): boolean => firstDayOf(shifted(month, 1)) <= today;
