import type { CommandOf, Of } from '@lianjian/event-sourcing/schema';
import { codeOf } from '@lianjian/kernel/code-list';
import { districtCode, id, month, reason } from '@lianjian/kernel/fields';
import type { Instant } from '@lianjian/kernel/time';
import { z } from 'zod';
import { reportCodes } from './codes.js';
import type { ReportContent } from './content.js';

const reportCode = codeOf(reportCodes);
const contentHash = z.string().regex(/^sha256:[0-9a-f]{64}$/, { error: '报表内容校验码格式不正确' });

// No field takes a figure: figures are computed from the events, never typed in (RPT-a).
export const periodCommands = {
  /**
   * Nothing of it is typed in: the address names council and month, the council's stream its host districts. The HTTP
   * body is empty.
   */
  ClosePeriod: z.strictObject({ councilId: id, month, councilDistricts: z.array(districtCode) }),
  /** The draft of the first version. */
  GenerateReport: z.strictObject({ reportCode }),
  /** `contentHash`: of the draft that was reviewed. */
  PublishReport: z.strictObject({ reportCode, contentHash }),
  /** The draft of a version that corrects the last published one. */
  OrderCorrection: z.strictObject({ reportCode, reason }),
};

/** A report that the handler computed from the views. */
export type ComputedReport = Readonly<{
  content: ReportContent;
  /** Nothing recorded later is in it. */
  asOf: Instant;
  /** Of the catalogue of measures. */
  measureVersion: string;
}>;

export type PeriodFacts = {
  ClosePeriod: Readonly<{ councilExists: boolean }>;
  /** As of the cut-off (`cutoffOf`). */
  GenerateReport: ComputedReport;
  /** `causedByEvents`: ids of the events behind the changes. */
  OrderCorrection: ComputedReport & Readonly<{ causedByEvents: readonly string[] }>;
};

export type PeriodCommand = CommandOf<typeof periodCommands, PeriodFacts>;

/** One of them by its type. */
export type PeriodCommandOf<T extends PeriodCommand['type']> = Of<PeriodCommand, T>;
