import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { id, month } from '@lianjian/kernel/fields';
import { reportCodes } from '@lianjian/periods/codes';
import { changedCell, reportContent } from '@lianjian/periods/content';
import type { ReportCode } from '@lianjian/reporting/report';
import { Controller, Get, Headers, Param, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { PeriodRow } from '../periods/period.view.js';
import { Reading, readQuery, where } from '../reading.js';
import { seesDrafts, visible } from '../visibility.js';
import { asReport, versionsOf } from './published-beside-live.js';
import { exportTypes, format, formatOf, reportFile } from './report-file.js';

const answer = z
  .object({
    councilId: z.string(),
    month: z.string(),
    reportCode: codeOf(reportCodes),
    versionNo: z.int(),
    status: z.enum(['DRAFT', 'PUBLISHED']),
    asOf: z.string(),
    measureVersion: z.string(),
    content: reportContent.meta({ description: '发布时的全部内容，此后不变' }),
    contentHash: z.string(),
    preparedBy: z.string(),
    publishedAt: z.string().nullable(),
    publishedBy: z.string().nullable(),
    reason: z.string().nullable().meta({ description: '更正事由；首个版本为空' }),
    cells: z.array(changedCell).meta({ description: '与上一版本相比有变动的各格' }),
    causedByEvents: z.array(z.string()).meta({ description: '引起变动的事件' }),
  })
  .meta({ id: 'ReportVersion' });

const versionNumber = z.coerce.number().int().min(1).max(10_000);
const query = readQuery.omit({ asOf: true }).extend({ format });

/** What was published, word by word, whatever became known since. */
@Controller('councils/:id/periods/:month/reports/:reportCode/versions')
export class ReportVersionQueries {
  constructor(private readonly reading: Reading) {}

  @Get(':versionNo')
  @Operation('getReportVersion', {
    summary: '查看报表的一个版本',
    description: '待发布的版本只有能够生成、发布报表的职责和审计可以查看',
    response: answer,
    produces: exportTypes,
    tag: 'reports',
  })
  async get(
    @Param('id', parse(id)) councilId: string,
    @Param('month', parse(month)) inMonth: string,
    @Param('reportCode', parse(codeOf(reportCodes))) code: ReportCode,
    @Param('versionNo', parse(versionNumber)) versionNo: number,
    @Query(parse(query)) { minPosition, format: asked }: z.output<typeof query>,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
  ): Promise<z.output<typeof answer> | StreamableFile> {
    await this.reading.upTo(minPosition);
    const periodId = `${councilId}-${inMonth}`;
    const isSeen = await this.isVisible(periodId, context);
    const versions = isSeen ? await versionsOf(this.reading.db, periodId, code) : [];
    const found = versions.find((each) => each.versionNo === versionNo);
    const isPublished = found?.publishedAt !== null;
    if (!found || !(isPublished || seesDrafts(context.actor))) throw notFound();

    const as = formatOf(asked, accept);
    if (as !== 'json') return reportFile(asReport(found), as);
    const { key: _key, version: _version, recordedAt: _recorded, supersededAt: _superseded, ...row } = found;
    const { periodId: _period, eventIds: _events, cells, causedByEvents, ...said } = row;
    return {
      ...{ councilId, month: inMonth, status: isPublished ? 'PUBLISHED' : 'DRAFT' },
      ...said,
      cells: [...cells],
      causedByEvents: [...causedByEvents],
    };
  }

  private isVisible(periodId: string, { actor }: RequestContext): Promise<boolean> {
    const periods = this.reading.db
      .getRepository(PeriodRow)
      .createQueryBuilder('period')
      .where('period.key = :periodId AND period.superseded_at IS NULL', { periodId });
    return where(periods, visible(actor, 'period')).getExists();
  }
}
