import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { Context, RequestContext } from '@lianjian/http/request-context';
import type { Instant } from '@lianjian/kernel/time';
import { businessDateOf } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';
import { asOf as knownAsOf } from '@lianjian/projections/as-of';
import { Controller, Get, Query } from '@nestjs/common';
import { z } from 'zod';
import { STATUS } from '../agreements/agreement.queries.js';
import { Reading, readQuery } from '../reading.js';
import { type Condition, visible } from '../visibility.js';
import { searchKinds } from './search.view.js';
import { MARKS, soughtOf } from './words.js';

const kind = z.enum(searchKinds);

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
type SearchResult = z.output<typeof searchResult>;

const searchResults = z
  .object({ items: z.array(searchResult), more: z.boolean().meta({ description: '还有未列出的结果' }) })
  .meta({ id: 'SearchResults' });

const searchQuery = z.strictObject({
  ...readQuery.shape,
  text: z.string().trim().min(1).max(60).meta({ description: '名称、拼音、拼音首字母、编号或统一社会信用代码' }),
  kind: kind.optional(),
  limit: z.coerce.number().int().min(1).max(50).default(20).meta({ description: '至多50条' }),
});
type SearchQuery = z.output<typeof searchQuery>;

/** Finds units, agreements, projects and activities by what people remember of them, of those that the reader sees. */
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
    @Query(parse(searchQuery)) query: SearchQuery,
    @Context() { actor, at }: RequestContext,
  ): Promise<z.output<typeof searchResults>> {
    await this.reading.upTo(query.minPosition);
    const found = await this.reading.rowsOf<SearchResult>(matches(query, actor, query.asOf ?? at));
    return { items: found.slice(0, query.limit), more: found.length > query.limit };
  }
}

const mark = (part: keyof typeof MARKS) => `chr(${MARKS[part].charCodeAt(0)})`;

// Nothing of what somebody typed is a pattern: it is looked for as it stands. Where the first place is before a mark,
// it is in what stands before that.
const RANK = `CASE
  WHEN strpos(words, ${mark('code')} || :name || ${mark('code')}) > 0 THEN 0
  WHEN strpos(words, ${mark('code')} || :name) > 0 THEN 1
  WHEN strpos(words, ${mark('name')} || :name) > 0 THEN 2
  WHEN strpos(words, :name) BETWEEN 1 AND strpos(words, ${mark('pinyin')}) THEN 3
  WHEN :sound = '' THEN NULL
  WHEN strpos(words, ${mark('pinyin')} || :sound) > 0 OR strpos(words, ${mark('initials')} || :sound) > 0 THEN 4
  WHEN strpos(words, :sound) BETWEEN 1 AND strpos(words, ${mark('code')}) THEN 5 END`;
const ORDER = 'rank, dated_on DESC NULLS LAST, code, key';

/**
 * The best matches first. Which of them the reader sees is asked of their own rows one by one, until there are enough:
 * few are asked where most are seen, and few are there where few match.
 */
function matches({ text, kind: only, limit, asOf }: SearchQuery, actor: Actor, now: Instant): Condition {
  const { name, sound } = soughtOf(text);
  const ofKind = (subject: (typeof searchKinds)[number], status: string, district: string) => {
    const seen = visible(actor, subject, asOf);
    const sql = `SELECT ${status} AS status, ${district} AS district FROM views.${subject} ${subject}
      WHERE hit.kind = '${subject}' AND ${subject}.key = hit.id AND ${knownAsOf(subject, asOf)} AND (${seen.sql})`;
    return { sql, parameters: seen.parameters };
  };
  const subjects = [
    ofKind('unit', 'unit.status', 'unit.district_code'),
    ofKind('agreement', STATUS, 'NULL'),
    ofKind('project', 'project.status', 'project.lead_district'),
    ofKind('activity', 'activity.status', 'activity.lead_district'),
  ];
  return {
    sql: `SELECT hit.kind, hit.id, hit.code, hit.title, subject.status, subject.district AS "districtCode",
        hit.dated_on AS "on"
      FROM (SELECT split_part(key, '/', 1) AS id, key, kind, code, title, dated_on, ${RANK} AS rank
          FROM views.search search
          WHERE ${knownAsOf('search', asOf)} AND (strpos(words, :name) > 0 OR strpos(words, :sound) > 0 AND :sound <> '')
            ${only === undefined ? '' : 'AND kind = :kind'}
          ORDER BY ${ORDER} OFFSET 0) AS hit
        CROSS JOIN LATERAL (${subjects.map(({ sql }) => sql).join(' UNION ALL ')}) AS subject
      WHERE rank IS NOT NULL ORDER BY ${ORDER} LIMIT ${limit + 1}`,
    parameters: Object.assign(
      { name, sound, kind: only, on: businessDateOf(now) },
      ...subjects.map((s) => s.parameters),
    ),
  };
}
