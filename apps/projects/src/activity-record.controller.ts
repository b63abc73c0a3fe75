import { activityCommands } from '@lianjian/activities/commands';
import { answer, type CommandAnswer } from '@lianjian/http/command-answer';
import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { id } from '@lianjian/kernel/fields';
import { Body, Controller, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { z } from 'zod';
import { ToActivity } from './activity.handler.js';

const record = activityCommands.RecordActivity.extend({
  planId: id.optional().meta({ description: '已计划的活动编号；未事先计划的活动不填' }),
});

/** A record is a new activity, or what became of a planned one. */
@Controller('activities')
export class ActivityRecordController {
  constructor(private readonly bus: CommandBus) {}

  @Post()
  @Operation('recordActivity', { summary: '记录已开展的活动', status: 201 })
  async record(
    @Body(parse(record)) { planId, ...data }: z.output<typeof record>,
    @Context() context: RequestContext,
  ): Promise<CommandAnswer> {
    const activityId = planId ?? context.newId('activity');
    return answer(
      activityId,
      await this.bus.execute(new ToActivity(activityId, { type: 'RecordActivity', data }, context)),
    );
  }
}
