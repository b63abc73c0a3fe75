import {
  activityForms,
  activityKinds,
  activityStatuses,
  coTags,
  participationFlags,
  participationRoles,
} from '@lianjian/activities/codes';
import { activity } from '@lianjian/activities/decider';
import { Operation } from '@lianjian/http/operation';
import { decodeCursor, invalidCursor, pageFrom, pageOf, pageQuery } from '@lianjian/http/paging';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { districtCode, id, instant, month } from '@lianjian/kernel/fields';
import { asOf as knownAsOf, whereAsOf } from '@lianjian/projections/as-of';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { assertOpened, history, historyOf } from '../history.js';
import { Reading, readQuery, where } from '../reading.js';
import { UnitRow } from '../units/unit.view.js';
import { visible } from '../visibility.js';
import { ActivityRow } from './activity.view.js';
import { ParticipationRow } from './participation.view.js';
import { duplicatesOf, pairsAmong } from './possible-duplicates.js';

const personTimes = z.object({ onSite: z.int(), remote: z.int(), total: z.int() });

const activitySummary = z
  .object({
    id: z.string(),
    councilId: z.string(),
    title: z.string(),
    kind: codeOf(activityKinds),
    status: codeOf(activityStatuses),
    countable: z.boolean().meta({ description: '是否计入统计' }),
    startAt: z.string(),
    endAt: z.string(),
    startOn: z.string().meta({ description: '开始当日（北京时间）' }),
    month: z.string(),
    place: z.string(),
    leadHostUnitId: z.string(),
    leadDistrict: z.string(),
    hosts: z.array(z.object({ unitId: z.string(), districtCode: z.string() })),
    projectId: z.string().nullable(),
    agreementIds: z.array(z.string()),
    late: z.boolean().meta({ description: '补报：登记时该月已关账' }),
    participants: z.int().meta({ description: '参与单位数，到场和线上均为0的不计' }),
    personTimes,
  })
  .meta({ id: 'ActivitySummary' });

const proposed = z.object({
  onSite: z.int(),
  remote: z.int(),
  partyMembers: z.int().optional(),
  reason: z.string(),
});

const participationItem = z
  .object({
    participantKey: z.string(),
    unitId: z.string().nullable(),
    name: z.string().nullable(),
    districtCode: z.string().nullable().meta({ description: '活动当日所属区' }),
    role: codeOf(participationRoles),
    onSite: z.int(),
    remote: z.int(),
    partyMembers: z.int().nullable(),
    external: z.boolean().meta({ description: '当日不是正式成员，不计入成员统计' }),
    flags: z.array(z.union([codeOf(participationFlags), z.literal('MERGED_DIFFERING')])),
    dispute: proposed.nullable().meta({ description: '单位异议，待联席会办公室处理' }),
    proposal: proposed.nullable().meta({ description: '关账后更正，待组织部门批准' }),
    corrections: z.int().meta({ description: '已更正次数' }),
  })
  .meta({ id: 'Participation' });

const activityDetail = activitySummary
  .extend({
    version: z.int(),
    form: codeOf(activityForms).nullable(),
    summary: z.string().nullable(),
    coTags: z.array(codeOf(coTags)),
    enteredBy: z.enum(['HOST', 'OFFICE']),
    heldRecordedAt: z.string().nullable(),
    mergedInto: z.string().nullable(),
    mergedFrom: z.array(z.string()),
    endReason: z.string().nullable(),
    participations: z.array(participationItem),
    possibleDuplicates: z.array(activitySummary).meta({ description: '可能是同一活动的其他登记' }),
  })
  .meta({ id: 'Activity' });

const duplicatesAnswer = z
  .object({ items: z.array(z.object({ first: activitySummary, second: activitySummary })) })
  .meta({ id: 'PossibleDuplicates' });

const listQuery = z.strictObject({
  ...readQuery.shape,
  ...pageQuery.shape,
  councilId: id.optional(),
  month: month.optional(),
  status: codeOf(activityStatuses).optional(),
  kind: codeOf(activityKinds).optional(),
  unitId: id.optional().meta({ description: '主办或参与的单位' }),
  districtCode: districtCode.optional().meta({ description: '主办单位在活动当日所属的区' }),
  projectId: id.optional(),
  agreementId: id.optional(),
  text: z.string().trim().min(1).max(60).optional().meta({ description: '名称或地点中的文字' }),
});

const duplicatesQuery = z.strictObject({ ...readQuery.shape, councilId: id, month });

@Controller('activities')
export class ActivityQueries {
  constructor(private readonly reading: Reading) {}

  @Get()
  @Operation('listActivities', {
    summary: '查询活动',
    description: '最近开始的在前',
    response: pageOf(activitySummary),
  })
  async list(@Query(parse(listQuery)) filter: z.output<typeof listQuery>, @Context() context: RequestContext) {
    const { asOf, minPosition, limit, cursor, councilId, month: inMonth, status, kind, unitId } = filter;
    await this.reading.upTo(minPosition);
    const query = this.rows(asOf, context);
    const { districtCode: district, projectId, agreementId, text } = filter;
    if (councilId) query.andWhere('activity.council_id = :councilId', { councilId });
    if (inMonth) query.andWhere('activity.month = :inMonth', { inMonth });
    if (status) query.andWhere('activity.status = :status', { status });
    if (kind) query.andWhere('activity.kind = :kind', { kind });
    if (unitId) query.andWhere('activity.unit_ids @> ARRAY[:unitId]', { unitId });
    if (district) {
      const hosts = JSON.stringify([{ districtCode: district }]);
      query.andWhere('activity.hosts @> CAST(:hosts AS jsonb)', { hosts });
    }
    if (projectId) query.andWhere('activity.project_id = :projectId', { projectId });
    if (agreementId) query.andWhere('activity.agreement_ids @> ARRAY[:agreementId]', { agreementId });
    if (text) query.andWhere('(strpos(activity.title, :text) > 0 OR strpos(activity.place, :text) > 0)', { text });
    const after = startAndKey(cursor);
    if (after) query.andWhere('(activity.start_at, activity.key) < (:afterStart, :afterKey)', after);
    const rows = await query
      .orderBy('activity.startAt', 'DESC')
      .addOrderBy('activity.key', 'DESC')
      .limit(limit + 1)
      .getMany();
    const page = pageFrom(rows, limit, (row) => [row.startAt, row.key]);
    return { ...page, items: await this.summaries(page.items, asOf) };
  }

  @Get('possible-duplicates')
  @Operation('listPossibleDuplicates', { summary: '查询可能重复登记的活动', response: duplicatesAnswer })
  async duplicates(
    @Query(parse(duplicatesQuery)) filter: z.output<typeof duplicatesQuery>,
    @Context() context: RequestContext,
  ) {
    const { asOf, minPosition, councilId, month: inMonth } = filter;
    await this.reading.upTo(minPosition);
    const query = this.rows(asOf, context)
      .andWhere('activity.council_id = :councilId', { councilId })
      .andWhere('activity.month = :inMonth', { inMonth });
    const pairs = await pairsAmong(query, asOf);
    const summaries = await this.summaries(pairs.flat(), asOf);
    return { items: pairs.map((_, nr) => ({ first: summaries[nr * 2], second: summaries[nr * 2 + 1] })) };
  }

  @Get(':id')
  @Operation('getActivity', { summary: '查看活动', response: activityDetail })
  async get(
    @Param('id', parse(id)) activityId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    const row = await this.rows(asOf, context).andWhere('activity.key = :activityId', { activityId }).getOne();
    if (!row) throw notFound();
    const others = await duplicatesOf(row, this.rows(asOf, context));
    const [summary, ...possibleDuplicates] = await this.summaries([row, ...others], asOf);
    const { form, summary: report, coTags: tags, enteredBy, heldRecordedAt, mergedInto, mergedFrom, endReason } = row;
    return {
      ...summary,
      version: asOf ? row.version : await this.reading.versionOf('activity', activityId),
      ...{ form, summary: report, coTags: tags, enteredBy, heldRecordedAt, mergedInto, mergedFrom, endReason },
      participations: await this.participations(activityId, asOf),
      possibleDuplicates,
    };
  }

  @Get(':id/history')
  @Operation('getActivityHistory', { summary: '活动的全部事件', response: history })
  async history(
    @Param('id', parse(id)) activityId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    await assertOpened(this.reading, ActivityRow, 'activity', activityId, context);
    return historyOf(this.reading, activity, activityId, asOf);
  }

  private rows(asOf: string | undefined, { actor }: RequestContext) {
    const query = this.reading.db.getRepository(ActivityRow).createQueryBuilder('activity');
    return where(whereAsOf(query, asOf), visible(actor, 'activity', asOf));
  }

  /** The hosts first, then by district and unit; guests last. */
  private async participations(activityId: string, asOf: string | undefined) {
    const query = this.reading.db
      .getRepository(ParticipationRow)
      .createQueryBuilder('participation')
      .leftJoinAndMapOne(
        'participation.unit',
        UnitRow,
        'unit',
        `unit.key = participation.unit_id AND ${knownAsOf('unit', asOf)}`,
      )
      .where('participation.activity_id = :activityId', { activityId })
      .orderBy("array_position(ARRAY['HOST', 'CO_HOST', 'GUEST'], participation.role)")
      .addOrderBy('participation.district_code', 'ASC', 'NULLS LAST')
      .addOrderBy('unit.unit_no', 'ASC', 'NULLS LAST')
      .addOrderBy('participation.key');
    const rows = (await whereAsOf(query, asOf).getMany()) as (ParticipationRow & { unit: UnitRow | null })[];
    return rows.map(({ unit, guestName, ...row }) => ({
      ...{ participantKey: row.participantKey, unitId: row.unitId, name: guestName ?? unit?.name ?? null },
      ...{ districtCode: row.districtCode, role: row.role, onSite: row.onSite, remote: row.remote },
      ...{ partyMembers: row.partyMembers, external: row.external, flags: row.flags },
      ...{ dispute: row.dispute, proposal: row.proposal, corrections: row.corrections },
    }));
  }

  private async summaries(rows: readonly ActivityRow[], asOf: string | undefined) {
    const totals = await this.totals(
      rows.map(({ key }) => key),
      asOf,
    );
    return rows.map((row) => summaryOf(row, totals.get(row.key)));
  }

  private async totals(ids: readonly string[], asOf: string | undefined): Promise<ReadonlyMap<string, Totals>> {
    if (ids.length === 0) return new Map();
    const rows = await this.reading.db.query<Totals[]>(
      `SELECT activity_id, count(*) FILTER (WHERE on_site + remote > 0)::int AS participants,
              sum(on_site)::int AS on_site, sum(remote)::int AS remote
         FROM views.participation WHERE activity_id = ANY($1) AND ${knownAsOf('participation', asOf)}
        GROUP BY activity_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.activity_id, row]));
  }
}

/** Where the page before ended. */
function startAndKey(cursor: string | undefined) {
  const after = decodeCursor(cursor, 2);
  if (!after) return undefined;
  const start = instant.safeParse(after[0]);
  if (!start.success) throw invalidCursor();
  return { afterStart: start.data, afterKey: String(after[1]) };
}

type Totals = Readonly<{ activity_id: string; participants: number; on_site: number; remote: number }>;

function summaryOf(row: ActivityRow, totals: Totals | undefined) {
  const { participants = 0, on_site: onSite = 0, remote = 0 } = totals ?? {};
  return {
    ...{ id: row.key, councilId: row.councilId, title: row.title, kind: row.kind, status: row.status },
    ...{ countable: row.countable, startAt: row.startAt, endAt: row.endAt, startOn: row.startOn, month: row.month },
    ...{ place: row.place, leadHostUnitId: row.leadHostUnitId, leadDistrict: row.leadDistrict, hosts: row.hosts },
    ...{ projectId: row.projectId, agreementIds: row.agreementIds, late: row.late, participants },
    personTimes: { onSite, remote, total: onSite + remote },
  };
}
