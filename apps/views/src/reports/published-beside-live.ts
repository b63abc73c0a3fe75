import { lastDayOf, type Month, type Period } from '@lianjian/kernel/period';
import type { Instant } from '@lianjian/kernel/time';
import { changedCell as storedChange } from '@lianjian/periods/content';
import { whereAsOf } from '@lianjian/projections/as-of';
import { callsForCorrection, changedCells, publishedBesideLive } from '@lianjian/reporting/compare';
import { changesByMonth } from '@lianjian/reporting/lateness';
import { type Report, type ReportCode, type ReportContent, type Table, toContent } from '@lianjian/reporting/report';
import { rulesOn } from '@lianjian/reporting/rules';
import type { DataSource } from 'typeorm';
import { z } from 'zod';
import { ReportVersionRow } from '../periods/report-version.view.js';
import { changesOfMonth } from './changed-activities.js';
import { type EventStreams, streamsOfChanges } from './event-streams.js';
import { tableAnswer, toTableAnswer } from './report-answer.js';
import type { PreparedReport, Telling } from './report-catalogue.js';

/**
 * How a report is told that is published: in the default terms, and with nothing in it that is for some readers only,
 * for the members of the council read it, too.
 */
export const PUBLISHED: Telling = { lens: 'INVOLVED', mode: 'AS_WAS', generatedFor: 'UNIT', outward: false };

const version = z
  .object({
    versionNo: z.int(),
    asOf: z.string().meta({ description: '此时点以前记录的数据在内' }),
    contentHash: z.string(),
    preparedBy: z.string(),
    publishedAt: z.string().nullable().meta({ description: '待发布的版本为空' }),
    publishedBy: z.string().nullable(),
    reason: z.string().nullable().meta({ description: '更正事由；首个版本为空' }),
    cells: z.array(storedChange).meta({ description: '与上一版本相比有变动的各格' }),
    causedByEvents: z.array(z.string()).meta({ description: '引起变动的事件' }),
  })
  .meta({ id: 'ReportVersionEntry' });

const changedCell = storedChange
  .extend({ difference: z.string().meta({ description: '实时减已发布' }) })
  .meta({ id: 'ReportChangedCell' });

/** R-15 for one month: what was published of it, what was corrected and why, and what is different by now. */
export const besideLiveAnswer = z
  .object({
    cutoff: z.string().nullable().meta({ description: '关账时点；未关账为空' }),
    versions: z.array(version).meta({ description: '各版本，第一版在前；待发布的版本在最后' }),
    changed: z.array(changedCell).meta({ description: '最近发布的版本与实时数据不一致的各格' }),
    callsForCorrection: z.boolean().meta({ description: '总数变动超过规定幅度，应当出具更正版' }),
    comparison: tableAnswer.nullable().meta({ description: '已发布＋补报＋更正＝实时；仅R-01有' }),
  })
  .meta({ id: 'ReportPublishedBesideLive' });

/** What was said of a month, and what would be said of it now. */
export type BesideLive = Readonly<{
  versions: readonly ReportVersionRow[];
  changed: ReturnType<typeof changedCells>;
  callsForCorrection: boolean;
  comparison: Table | null;
  /** Of the events behind the comparison. */
  streams: EventStreams;
}>;

type Subject = Readonly<{ councilId: string; period: Period; reportCode: ReportCode; asOf: Instant }>;

/** Sets the published versions of a month beside the live figures, both in the terms of the published ones. */
export async function besideLive(
  db: DataSource,
  { councilId, period, reportCode, asOf }: Subject,
  prepared: PreparedReport,
): Promise<BesideLive> {
  const versions = await versionsOf(db, `${councilId}-${period.id}`, reportCode, asOf);
  const last = versions.findLast(({ publishedAt }) => publishedAt !== null);
  if (!last) return { versions, changed: [], callsForCorrection: false, ...NOT_COMPARED };

  const published = last.content as unknown as ReportContent;
  const live = toContent(prepared.tell(PUBLISHED));
  return {
    versions,
    changed: changedCells(published, live),
    callsForCorrection: callsForCorrection(published, live, rulesOn(lastDayOf(period))),
    ...(reportCode === 'R-01' ? await compare(db, { councilId, month: period.id, last, live, asOf }) : NOT_COMPARED),
  };
}

type Compared = Readonly<{
  councilId: string;
  month: Month;
  last: ReportVersionRow;
  live: ReportContent;
  asOf: Instant;
}>;

const NOT_COMPARED = { comparison: null, streams: new Map<string, string>() } as const;

async function compare(db: DataSource, { councilId, month, last, live, asOf }: Compared) {
  const facts = await changesOfMonth(db, councilId, month, { from: last.asOf, to: asOf });
  const changes = changesByMonth(facts, councilId).find((each) => each.month === month);
  return {
    comparison: publishedBesideLive(last.content as unknown as ReportContent, live, changes),
    streams: streamsOfChanges(facts),
  };
}

/** The versions of a report of a month, the first one first. */
export function versionsOf(
  db: DataSource,
  periodId: string,
  reportCode: ReportCode,
  asOf?: Instant,
): Promise<ReportVersionRow[]> {
  const query = db
    .getRepository(ReportVersionRow)
    .createQueryBuilder('version')
    .where('version.periodId = :periodId AND version.reportCode = :reportCode', { periodId, reportCode })
    .orderBy('version.versionNo');
  return whereAsOf(query, asOf).getMany();
}

export const toBesideLiveAnswer = (
  cutoff: Instant | undefined,
  { versions, comparison, streams: _, ...beside }: BesideLive,
): z.output<typeof besideLiveAnswer> => ({
  ...beside,
  cutoff: cutoff ?? null,
  versions: versions.map(
    ({ versionNo, asOf, contentHash, preparedBy, publishedAt, publishedBy, reason, cells, causedByEvents }) => ({
      ...{ versionNo, asOf, contentHash, preparedBy, publishedAt, publishedBy, reason },
      cells: [...cells],
      causedByEvents: [...causedByEvents],
    }),
  ),
  changed: [...beside.changed],
  comparison: comparison && toTableAnswer(comparison),
});

/** A stored version as a report: what was published, under its number and hash. The events behind it are not stored. */
export function asReport({ content, versionNo, contentHash }: ReportVersionRow): Report {
  const { header, tables } = content as unknown as ReportContent;
  return {
    header: { ...header, version: versionNo, contentHash },
    tables: tables.map((table) => ({
      ...table,
      rows: table.rows.map((row) => ({
        ...row,
        cells: Object.fromEntries(Object.entries(row.cells).map(([key, cell]) => [key, { ...cell, eventIds: [] }])),
      })),
    })),
  };
}
