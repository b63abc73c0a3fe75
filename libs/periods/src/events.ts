import type { EventOf, Of } from '@lianjian/event-sourcing/schema';
import { codeOf } from '@lianjian/kernel/code-list';
import { businessDate, districtCode, id, instant, month, reason } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { reportCodes } from './codes.js';
import { changedCell, reportContent } from './content.js';

// Storage formats: never rename a type, never change a shape without an upcaster and a frozen fixture.

const accountId = z.string();
const versionNo = z.int().positive();
const reportCode = codeOf(reportCodes);
const computed = { asOf: instant, measureVersion: z.string(), content: reportContent, contentHash: z.string() };

export const periodEvents = {
  ReportingPeriodClosed: z.object({
    councilId: id,
    month,
    /** Host districts of the council. */
    districts: z.array(districtCode).readonly(),
    closedAt: instant,
    /** Facts recorded at or before it are in the first version; later ones are late. */
    cutoff: instant,
    /** The day by which it had to be closed; null where the calendar of working days does not reach that far. */
    dueOn: businessDate.nullable(),
  }),
  ReportGenerated: z.object({ reportCode, versionNo, ...computed, generatedBy: accountId }),
  ReportPublished: z.object({ reportCode, versionNo, contentHash: z.string(), publishedBy: accountId }),
  /** A draft until it is published. `cells`: every figure that changed since version `fromVersion`. */
  ReportCorrectionIssued: z.object({
    reportCode,
    fromVersion: versionNo,
    toVersion: versionNo,
    cells: z.array(changedCell).readonly(),
    reason,
    causedByEvents: z.array(z.string()).readonly(),
    ...computed,
    orderedBy: accountId,
  }),
};

export type PeriodEvent = EventOf<typeof periodEvents>;

/** One of them by its type. */
export type PeriodEventOf<T extends PeriodEvent['type']> = Of<PeriodEvent, T>;
