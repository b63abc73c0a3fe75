import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { Controller, Get, Query } from '@nestjs/common';
import type { z } from 'zod';
import { Reading, readQuery } from '../reading.js';
import { workList } from './work-item.js';

/** What waits for whoever asks. */
@Controller('work-list')
export class WorkListQueries {
  constructor(private readonly reading: Reading) {}

  @Get()
  @Operation('getWorkList', {
    summary: '待我办理的事项',
    description: '按当前职责列出，至多200项；有期限的在前，最早到期的最先。审计和系统管理员没有待办事项',
    response: workList,
  })
  async get(@Query(parse(readQuery)) { minPosition }: z.output<typeof readQuery>): Promise<z.output<typeof workList>> {
    await this.reading.upTo(minPosition);
    return { items: [], more: false };
  }
}
