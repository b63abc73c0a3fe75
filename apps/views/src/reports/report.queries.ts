import { Operation, type OperationId } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { Context, RequestContext } from '@lianjian/http/request-context';
import type { ReportCode } from '@lianjian/reporting/report';
import { reportTitles } from '@lianjian/reporting/report';
import { Controller, Get, Headers, Query, type StreamableFile } from '@nestjs/common';
import { z } from 'zod';
import { Reading } from '../reading.js';
import { besideLive, besideLiveAnswer, toBesideLiveAnswer } from './published-beside-live.js';
import { headerAnswer, tableAnswer, toReportAnswer } from './report-answer.js';
import { cutoffsOf } from './report-facts.js';
import { exportTypes, format, formatOf, reportFile } from './report-file.js';
import { type ComparingQuery, comparingQuery, type ReportQuery, Reports, reportQuery } from './reports.js';

const reportAnswer = z
  .object({
    header: headerAnswer,
    tables: z.array(tableAnswer),
    published: besideLiveAnswer.nullable().meta({ description: '已发布的版本与更正；期间不是单个月份时为空' }),
  })
  .meta({ id: 'Report' });
type ReportAnswer = z.output<typeof reportAnswer>;

const asked = reportQuery.extend({ format });
const comparing = comparingQuery.extend({ format });
type Asked = z.output<typeof asked>;
type Comparing = z.output<typeof comparing>;

const ReportOf = (id: OperationId, code: ReportCode, description?: string) =>
  Operation(id, {
    summary: `${code} ${reportTitles[code]}`,
    ...(description !== undefined && { description }),
    response: reportAnswer,
    produces: exportTypes,
  });

/** Live figures as of any instant, beside what was published of them; or the same figures as a file. */
@Controller('reports')
export class ReportQueries {
  constructor(
    private readonly reading: Reading,
    private readonly reports: Reports,
  ) {}

  @Get('R-01')
  @ReportOf('getActivityReport', 'R-01', '含以前月份补报、更正；published 为本月已发布的版本及其与实时数据的差异')
  activities(
    @Query(parse(asked)) query: Asked,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
  ) {
    return this.answer('R-01', query, accept, context);
  }

  @Get('R-02')
  @ReportOf('getParticipationReport', 'R-02', '需要联系的单位名单只提供给联席会办公室')
  participation(
    @Query(parse(comparing)) query: Comparing,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
  ) {
    return this.answer('R-02', query, accept, context);
  }

  @Get('R-03')
  @ReportOf('getFrequencyReport', 'R-03')
  frequency(
    @Query(parse(comparing)) query: Comparing,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
  ) {
    return this.answer('R-03', query, accept, context);
  }

  @Get('R-04')
  @ReportOf('getAgreementReport', 'R-04')
  agreements(
    @Query(parse(asked)) query: Asked,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
  ) {
    return this.answer('R-04', query, accept, context);
  }

  @Get('R-05')
  @ReportOf('getProjectReport', 'R-05')
  projects(
    @Query(parse(asked)) query: Asked,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
  ) {
    return this.answer('R-05', query, accept, context);
  }

  @Get('R-12')
  @ReportOf('getMembershipReport', 'R-12')
  membership(
    @Query(parse(asked)) query: Asked,
    @Headers('accept') accept: string | undefined,
    @Context() context: RequestContext,
  ) {
    return this.answer('R-12', query, accept, context);
  }

  private async answer(
    code: ReportCode,
    { format: askedFormat, ...query }: (ReportQuery & Partial<ComparingQuery>) & Pick<Asked, 'format'>,
    accept: string | undefined,
    context: RequestContext,
  ): Promise<ReportAnswer | StreamableFile> {
    const { period, asOf, telling, prepared } = await this.reports.open(code, query, context);
    const report = prepared.tell(telling);
    const as = formatOf(askedFormat, accept);
    if (as !== 'json') return reportFile(report, as);

    const answer = toReportAnswer(report);
    if (period.kind !== 'MONTH') return { ...answer, published: null };
    const { councilId } = query;
    const [cutoffs, beside] = await Promise.all([
      cutoffsOf(this.reading.db, councilId, [period.id], asOf),
      besideLive(this.reading.db, { councilId, period, reportCode: code, asOf }, prepared),
    ]);
    return { ...answer, published: toBesideLiveAnswer(cutoffs.get(period.id), beside) };
  }
}
