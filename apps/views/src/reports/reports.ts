import { notFound } from '@lianjian/http/problem';
import type { RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { id, period } from '@lianjian/kernel/fields';
import { type Period, parsePeriod } from '@lianjian/kernel/period';
import type { Instant } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';
import { lenses } from '@lianjian/reporting/activity-measures';
import type { ReportCode } from '@lianjian/reporting/report';
import { historyModes } from '@lianjian/reporting/terms';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { CouncilRow } from '../councils/council.view.js';
import { Reading, readQuery, where } from '../reading.js';
import { type Condition, visible } from '../visibility.js';
import { knownCouncil } from './council-facts.js';
import { type PreparedReport, prepareReport, type Telling } from './report-catalogue.js';

/** What a reader of any report chooses. */
export const reportQuery = z.strictObject({
  ...readQuery.shape,
  councilId: id,
  period,
  lens: codeOf(lenses)
    .default('INVOLVED')
    .meta({ description: '联合主办的活动如何计入各区：LEAD 牵头、INVOLVED 涉及、SHARED 分摊' }),
  mode: codeOf(historyModes)
    .default('AS_WAS')
    .meta({ description: 'AS_WAS 当期口径；RESTATED 现行口径，以往数据按现在的区划和单位重列' }),
  outward: z.stringbool().default(false).meta({ description: '对外使用：1至2人次显示为“<3”' }),
});
export type ReportQuery = z.output<typeof reportQuery>;

/** The same where a report compares with a baseline. */
export const comparingQuery = reportQuery.extend({
  baseline: period.optional().meta({ description: '与哪个基期比较；不填为本期以前最后设定的基期' }),
});
export type ComparingQuery = z.output<typeof comparingQuery>;

/** A report that somebody may read, its facts gathered. */
export type OpenedReport = Readonly<{
  period: Period;
  asOf: Instant;
  telling: Telling;
  prepared: PreparedReport;
}>;

/** Opens reports to those whose business the council is. */
@Injectable()
export class Reports {
  constructor(private readonly reading: Reading) {}

  /** 404 for a council that the reader may not know of, or that nobody knew of then. */
  async open(
    code: ReportCode,
    { councilId, period: periodId, lens, mode, outward, baseline, ...read }: ReportQuery & Partial<ComparingQuery>,
    { actor, at }: RequestContext,
  ): Promise<OpenedReport> {
    // A figure that is quoted must come out again as of its instant: so all that was recorded by now must be visible.
    await this.reading.upTo(read.minPosition);
    await this.reading.upToEnd();
    // Nobody knows yet what will be known: a later answer to the same question would be another one.
    const asOf = read.asOf !== undefined && read.asOf < at ? read.asOf : at;
    const council = (await this.mayRead(councilId, actor))
      ? await knownCouncil(this.reading.db, councilId, asOf)
      : undefined;
    if (!council) throw notFound();
    const asked = { council, period: parsePeriod(periodId), asOf, ...(baseline !== undefined && { baseline }) };
    return {
      period: asked.period,
      asOf,
      telling: { lens, mode, outward, generatedFor: actor.role },
      prepared: await prepareReport(this.reading.db, code, asked),
    };
  }

  private mayRead(councilId: string, actor: Actor): Promise<boolean> {
    const councils = this.reading.db
      .getRepository(CouncilRow)
      .createQueryBuilder('council')
      .where('council.key = :councilId AND council.superseded_at IS NULL', { councilId });
    return where(councils, readable(actor)).getExists();
  }
}

/** Whoever sees the council, and a district that has members in it although it is no host. */
function readable(actor: Actor): Condition {
  const { sql, parameters } = visible(actor, 'council');
  if (actor.role !== 'DIST') return { sql, parameters };
  const hasMembers = `EXISTS (
    SELECT FROM views.member JOIN views.unit ON unit.key = member.unit_id AND unit.superseded_at IS NULL
     WHERE member.council_id = council.key AND member.superseded_at IS NULL AND member.status <> 'VETOED'
       AND unit.district_codes @> ARRAY[:viewerScope])`;
  return { sql: `(${sql}) OR ${hasMembers}`, parameters };
}
