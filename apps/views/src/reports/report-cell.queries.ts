import { Operation } from '@lianjian/http/operation';
import { decodeCursor, encodeCursor, pageOf, pageQuery } from '@lianjian/http/paging';
import { parse } from '@lianjian/http/parse';
import { notFound, ProblemError } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { instant } from '@lianjian/kernel/fields';
import { reportCodes } from '@lianjian/periods/codes';
import { type Cell, cellOf, type ReportCode } from '@lianjian/reporting/report';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { labelOf } from '../event-labels.js';
import { Reading } from '../reading.js';
import { type EventStreams, readEvents } from './event-streams.js';
import { besideLive } from './published-beside-live.js';
import { cellAnswer } from './report-answer.js';
import { comparingQuery, type OpenedReport, Reports } from './reports.js';

const evidenceEntry = z
  .object({
    eventId: z.string(),
    stream: z.string().meta({ description: '事件流；与 version 一起用于 getEvent' }),
    version: z.int(),
    type: z.string(),
    label: z.string().meta({ description: '事件的中文名称' }),
    occurredOn: z.string(),
    recordedAt: z.string(),
  })
  .meta({ id: 'ReportCellEvent' });

const answer = pageOf(evidenceEntry).extend({ cell: cellAnswer, asOf: z.string() }).meta({ id: 'ReportCellEvents' });

const query = z.strictObject({
  ...comparingQuery.shape,
  ...pageQuery.shape,
  key: z.string().min(1).max(200).meta({ description: '格的键，如 M1、M4/320102' }),
});

/** The events behind one figure. */
@Controller('reports/:reportCode/cells')
export class ReportCellQueries {
  constructor(
    private readonly reading: Reading,
    private readonly reports: Reports,
  ) {}

  @Get()
  @Operation('getReportCell', {
    summary: '一个数字依据的事件',
    description: '按 asOf 时点的数据；翻页时时点不变',
    response: answer,
  })
  async events(
    @Param('reportCode', parse(codeOf(reportCodes))) code: ReportCode,
    @Query(parse(query)) { key, limit, cursor, ...asked }: z.output<typeof query>,
    @Context() context: RequestContext,
  ): Promise<z.output<typeof answer>> {
    const { instantOfPage, from } = continued(cursor);
    const opened = await this.reports.open(code, { ...asked, asOf: instantOfPage ?? asked.asOf }, context);
    const { asOf } = opened;
    const found = (await this.find(opened, { councilId: asked.councilId, code, key })) ?? refuseUnknown();

    const { eventIds, ...cell } = found.cell;
    const events = await readEvents(this.reading.store, eventIds.slice(from, from + limit), found.streams);
    const next = from + limit;
    return {
      cell: { ...cell, events: eventIds.length },
      asOf,
      items: events.map(({ id, stream, version, type, metadata: { occurredOn, recordedAt } }) => ({
        ...{ eventId: id, stream, version, type, label: labelOf(type), occurredOn, recordedAt },
      })),
      ...(next < eventIds.length && { nextCursor: encodeCursor([asOf, next]) }),
    };
  }

  /** A figure of the report, or of its comparison with what was published. */
  private async find(
    { prepared, telling, period, asOf }: OpenedReport,
    { councilId, code, key }: Readonly<{ councilId: string; code: ReportCode; key: string }>,
  ): Promise<Readonly<{ cell: Cell; streams: EventStreams }> | undefined> {
    const report = prepared.tell(telling);
    const cell = cellOf(report, key);
    if (cell) return { cell, streams: prepared.streams };
    if (code !== 'R-01' || period.kind !== 'MONTH') return undefined;
    const subject = { councilId, period, reportCode: code, asOf };
    const { comparison, streams } = await besideLive(this.reading.db, subject, prepared);
    const compared = comparison && cellOf({ ...report, tables: [comparison] }, key);
    return compared ? { cell: compared, streams } : undefined;
  }
}

const refuseUnknown = (): never => {
  throw notFound();
};

const place = z.tuple([instant, z.int().nonnegative()]);

/** Where a page begins. All pages are as of the instant of the first one, so that none repeats or skips an event. */
function continued(cursor: string | undefined): Readonly<{ instantOfPage?: string; from: number }> {
  const parsed = place.safeParse(decodeCursor(cursor, 2));
  if (parsed.success) return { instantOfPage: parsed.data[0], from: parsed.data[1] };
  if (cursor === undefined) return { from: 0 };
  throw new ProblemError(400, 'request/cursor', '分页位置无效，请从第一页重新查询', { field: 'cursor' });
}
