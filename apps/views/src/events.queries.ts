import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { Controller, Get, Param } from '@nestjs/common';
import { z } from 'zod';
import { assertOpened, entryOf, historyEntry } from './history.js';
import { Reading } from './reading.js';
import { subjects } from './subjects.js';
import type { Subject } from './visibility.js';

const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const streamName = z
  .string()
  .regex(new RegExp(`^(?:(?:unit|council|agreement|project|activity)-${UUID}|period-${UUID}-\\d{4}-\\d{2})$`), {
    error: '事件流名称格式不正确',
  })
  .meta({ description: '事件流，如 activity-<编号>' });
const streamVersion = z.coerce.number().int().min(1).max(2_147_483_647).meta({ description: '流内序号，自1起' });

@Controller('events')
export class EventQueries {
  constructor(private readonly reading: Reading) {}

  @Get(':stream/:version')
  @Operation('getEvent', { summary: '查看一条事件', response: historyEntry })
  async get(
    @Param('stream', parse(streamName)) stream: string,
    @Param('version', parse(streamVersion)) version: number,
    @Context() context: RequestContext,
  ) {
    const subject = stream.slice(0, stream.indexOf('-')) as Subject;
    const { aggregate, rows } = subjects[subject];
    await assertOpened(this.reading, rows, subject, stream.slice(subject.length + 1), context);
    const [event] = await this.reading.store.read(stream, version);
    if (!event) throw notFound();
    return entryOf(event, aggregate);
  }
}
