import type { Month } from '@lianjian/kernel/period';
import type { Instant } from '@lianjian/kernel/time';
import type { ReportCode } from './codes.js';
import type { ReportContent } from './content.js';

/** A version of a report that was prepared and is not published. */
export type Draft = Readonly<{
  versionNo: number;
  asOf: Instant;
  measureVersion: string;
  content: ReportContent;
  contentHash: string;
  preparedBy: string;
}>;

/** What everybody may cite: it never changes. */
export type PublishedVersion = Draft & Readonly<{ publishedBy: string }>;

/** Of one code. */
export type Report = Readonly<{ published: readonly PublishedVersion[]; draft?: Draft }>;

/** One month of one council after it was closed. */
export type Period = Readonly<{
  councilId: string;
  month: Month;
  /** Host districts of the council when the month was closed. */
  districts: readonly string[];
  cutoff: Instant;
  reports: Readonly<Partial<Record<ReportCode, Report>>>;
}>;

/** Undefined: the month is open. */
export type PeriodState = Period | undefined;

export const isClosed = (period: PeriodState): period is Period => period !== undefined;

/** Facts of the month recorded at or before it are in the first version, later ones are late; none while it is open. */
export const cutoffOf = (period: PeriodState): Instant | undefined => period?.cutoff;

/** The published versions of a report, the first one first. */
export const publishedVersions = (period: PeriodState, reportCode: ReportCode): readonly PublishedVersion[] =>
  period?.reports[reportCode]?.published ?? [];

/** The version that waits to be published. */
export const draftOf = (period: PeriodState, reportCode: ReportCode): Draft | undefined =>
  period?.reports[reportCode]?.draft;
