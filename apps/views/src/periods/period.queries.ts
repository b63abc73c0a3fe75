import { Operation } from '@lianjian/http/operation';
import { decodeCursor, pageFrom, pageOf, pageQuery } from '@lianjian/http/paging';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { id, month } from '@lianjian/kernel/fields';
import { reportCodes } from '@lianjian/periods/codes';
import { period } from '@lianjian/periods/decider';
import { whereAsOf } from '@lianjian/projections/as-of';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { CouncilRow } from '../councils/council.view.js';
import { history, historyOf } from '../history.js';
import { Reading, readQuery, where } from '../reading.js';
import { seesDrafts, visible } from '../visibility.js';
import { PeriodRow } from './period.view.js';
import { ReportVersionRow } from './report-version.view.js';

const periodSummary = z
  .object({
    councilId: z.string(),
    month: z.string(),
    status: z.enum(['OPEN', 'CLOSED']),
    closedAt: z.string().nullable(),
    cutoff: z.string().nullable().meta({ description: '此后记录的数据为补报' }),
    dueOn: z.string().nullable().meta({ description: '应关账日期' }),
  })
  .meta({ id: 'PeriodSummary' });

const reportVersionSummary = z
  .object({
    reportCode: codeOf(reportCodes),
    versionNo: z.int(),
    status: z.enum(['DRAFT', 'PUBLISHED']),
    asOf: z.string(),
    measureVersion: z.string(),
    contentHash: z.string(),
    preparedBy: z.string(),
    publishedAt: z.string().nullable(),
    publishedBy: z.string().nullable(),
    reason: z.string().nullable().meta({ description: '更正事由；首个版本为空' }),
  })
  .meta({ id: 'ReportVersionSummary' });

const periodDetail = periodSummary
  .extend({ version: z.int(), reports: z.array(reportVersionSummary) })
  .meta({ id: 'Period' });

const listQuery = z.strictObject({ ...readQuery.shape, ...pageQuery.shape, councilId: id.optional() });

@Controller()
export class PeriodQueries {
  constructor(private readonly reading: Reading) {}

  @Get('periods')
  @Operation('listPeriods', {
    summary: '查询已关账的月份',
    description: '未关账的月份不在其中；最近的在前',
    response: pageOf(periodSummary),
  })
  async list(@Query(parse(listQuery)) filter: z.output<typeof listQuery>, @Context() context: RequestContext) {
    const { asOf, minPosition, limit, cursor, councilId } = filter;
    await this.reading.upTo(minPosition);
    const rows = this.reading.db.getRepository(PeriodRow).createQueryBuilder('period');
    const query = where(whereAsOf(rows, asOf), visible(context.actor, 'period', asOf));
    if (councilId) query.andWhere('period.council_id = :councilId', { councilId });
    const after = decodeCursor(cursor, 2);
    if (after) {
      query.andWhere('(period.month, period.key) < (:afterMonth, :afterKey)', {
        afterMonth: String(after[0]),
        afterKey: String(after[1]),
      });
    }
    const found = await query
      .orderBy('period.month', 'DESC')
      .addOrderBy('period.key', 'DESC')
      .limit(limit + 1)
      .getMany();
    const page = pageFrom(found, limit, (row) => [row.month, row.key]);
    return { ...page, items: page.items.map(summaryOf) };
  }

  @Get('councils/:id/periods/:month')
  @Operation('getPeriod', {
    summary: '查看月份及其报表版本',
    description: '待发布的版本只列给能够生成、发布报表的职责和审计',
    response: periodDetail,
  })
  async get(
    @Param('id', parse(id)) councilId: string,
    @Param('month', parse(month)) inMonth: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    await this.assertVisible(councilId, context);
    const key = `${councilId}-${inMonth}`;
    const row = await whereAsOf(this.reading.db.getRepository(PeriodRow).createQueryBuilder('period'), asOf)
      .andWhere('period.key = :key', { key })
      .getOne();
    if (!row) return { ...open(councilId, inMonth), version: 0, reports: [] };
    const isToldOfDrafts = seesDrafts(context.actor);
    const reports = await this.reports(key, asOf, isToldOfDrafts);
    const versions = [row.version, ...reports.map(({ version }) => version)];
    return {
      ...summaryOf(row),
      // The version of the stream would tell that there is a draft.
      version: asOf || !isToldOfDrafts ? Math.max(...versions) : await this.reading.versionOf('period', key),
      reports: reports.map(({ version: _, ...report }) => report),
    };
  }

  @Get('councils/:id/periods/:month/history')
  @Operation('getPeriodHistory', { summary: '月份的全部事件：关账、报表、更正', response: history })
  async history(
    @Param('id', parse(id)) councilId: string,
    @Param('month', parse(month)) inMonth: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    await this.assertVisible(councilId, context);
    return historyOf(this.reading, period, `${councilId}-${inMonth}`, asOf);
  }

  /** A month is the business of whoever sees the council, closed or not. */
  private async assertVisible(councilId: string, { actor }: RequestContext): Promise<void> {
    const councils = whereAsOf(this.reading.db.getRepository(CouncilRow).createQueryBuilder('council'));
    const council = where(councils, visible(actor, 'council')).andWhere('council.key = :councilId', { councilId });
    if (!(await council.getExists())) throw notFound();
  }

  /** By report and version, without what they say: that can be large. */
  private async reports(periodId: string, asOf: string | undefined, withDrafts: boolean) {
    const columns = ['reportCode', 'versionNo', 'asOf', 'measureVersion', 'contentHash', 'preparedBy'];
    const query = this.reading.db
      .getRepository(ReportVersionRow)
      .createQueryBuilder('report')
      .select(['key', 'version', ...columns, 'publishedAt', 'publishedBy', 'reason'].map((name) => `report.${name}`))
      .where('report.periodId = :periodId', { periodId })
      .orderBy('report.reportCode')
      .addOrderBy('report.versionNo');
    if (!withDrafts) query.andWhere('report.publishedAt IS NOT NULL');
    const rows = await whereAsOf(query, asOf).getMany();
    return rows.map(({ key: _, ...report }) => ({
      ...report,
      status: report.publishedAt === null ? ('DRAFT' as const) : ('PUBLISHED' as const),
    }));
  }
}

const summaryOf = ({ councilId, month: inMonth, closedAt, cutoff, dueOn }: PeriodRow) => ({
  ...{ councilId, month: inMonth, status: 'CLOSED' as const, closedAt, cutoff, dueOn },
});

const open = (councilId: string, inMonth: string) => ({
  ...{ councilId, month: inMonth, status: 'OPEN' as const, closedAt: null, cutoff: null, dueOn: null },
});
