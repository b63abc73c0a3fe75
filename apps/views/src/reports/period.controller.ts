import { answer, type CommandAnswer } from '@lianjian/http/command-answer';
import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { id, month } from '@lianjian/kernel/fields';
import { type ReportCode, reportCodes } from '@lianjian/periods/codes';
import { periodCommands } from '@lianjian/periods/commands';
import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { z } from 'zod';
import { type PeriodWish, ToPeriod } from './period.handler.js';

const nothing = z.strictObject({});
const publication = periodCommands.PublishReport.omit({ reportCode: true });
const correction = periodCommands.OrderCorrection.omit({ reportCode: true });
const reportCode = codeOf(reportCodes);

/** Closing a month, and publishing what it says. The address names everything; no body carries a figure. */
@Controller('councils/:id/periods/:month')
export class PeriodController {
  constructor(private readonly bus: CommandBus) {}

  @Post('closing')
  @Operation('closePeriod', { summary: '关账', description: '此后记录的该月数据为补报', tag: 'periods' })
  close(
    @Body(parse(nothing)) _: z.output<typeof nothing>,
    @Context() context: RequestContext,
    @Param('id', parse(id)) councilId: string,
    @Param('month', parse(month)) inMonth: string,
  ) {
    return this.send(councilId, inMonth, { type: 'ClosePeriod', data: {} }, context);
  }

  @Post('reports/:reportCode/generation')
  @Operation('generateReport', { summary: '生成报表首个版本', description: '按关账时点的数据计算', tag: 'periods' })
  generate(
    @Body(parse(nothing)) _: z.output<typeof nothing>,
    @Context() context: RequestContext,
    @Param('id', parse(id)) councilId: string,
    @Param('month', parse(month)) inMonth: string,
    @Param('reportCode', parse(reportCode)) code: ReportCode,
  ) {
    return this.send(councilId, inMonth, { type: 'GenerateReport', data: { reportCode: code } }, context);
  }

  @Post('reports/:reportCode/publication')
  @Operation('publishReport', {
    summary: '发布报表',
    description: '发布人与编制人不得为同一账号；contentHash 为所审阅版本的内容摘要',
    tag: 'periods',
  })
  publish(
    @Body(parse(publication)) data: z.output<typeof publication>,
    @Context() context: RequestContext,
    @Param('id', parse(id)) councilId: string,
    @Param('month', parse(month)) inMonth: string,
    @Param('reportCode', parse(reportCode)) code: ReportCode,
  ) {
    return this.send(councilId, inMonth, { type: 'PublishReport', data: { reportCode: code, ...data } }, context);
  }

  @Post('reports/:reportCode/corrections')
  @Operation('orderCorrection', {
    summary: '出具更正版',
    description: '按现有数据重新计算，列出有变动的各格及其原因；已发布的版本不变',
    tag: 'periods',
  })
  correct(
    @Body(parse(correction)) data: z.output<typeof correction>,
    @Context() context: RequestContext,
    @Param('id', parse(id)) councilId: string,
    @Param('month', parse(month)) inMonth: string,
    @Param('reportCode', parse(reportCode)) code: ReportCode,
  ) {
    return this.send(councilId, inMonth, { type: 'OrderCorrection', data: { reportCode: code, ...data } }, context);
  }

  private async send(
    councilId: string,
    inMonth: string,
    wish: PeriodWish,
    context: RequestContext,
  ): Promise<CommandAnswer> {
    const periodId = `${councilId}-${inMonth}`;
    return answer(periodId, await this.bus.execute(new ToPeriod(periodId, wish, context)));
  }
}
