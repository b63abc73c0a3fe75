import { Operation } from '@lianjian/http/operation';
import { decodeCursor, pageFrom, pageOf, pageQuery } from '@lianjian/http/paging';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { divisionName } from '@lianjian/kernel/divisions';
import { districtCode, id } from '@lianjian/kernel/fields';
import { whereAsOf } from '@lianjian/projections/as-of';
import { unitProfile } from '@lianjian/units/commands';
import { unit } from '@lianjian/units/decider';
import { twoNew, unitKinds, unitStatuses } from '@lianjian/units/kinds';
import type { RequestedTransfer } from '@lianjian/units/state';
import { warnings } from '@lianjian/units/warnings';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { assertOpened, history, historyOf } from '../history.js';
import { Reading, readQuery, where } from '../reading.js';
import { visible } from '../visibility.js';
import { UnitRow } from './unit.view.js';

const unitSummary = z
  .object({
    id: z.string(),
    unitNo: z.string(),
    name: z.string(),
    unitKind: codeOf(unitKinds),
    twoNew: z.boolean().meta({ description: '两新' }),
    districtCode: z.string(),
    districtName: z.string(),
    status: codeOf(unitStatuses),
  })
  .meta({ id: 'UnitSummary' });

const unitDetail = unitSummary
  .extend({
    version: z.int(),
    profile: unitProfile,
    districts: z.array(z.object({ code: z.string(), name: z.string(), from: z.string(), eventId: z.string() })),
    statuses: z.array(
      z.object({
        status: codeOf(unitStatuses),
        from: z.string(),
        eventId: z.string(),
        reason: z.string().optional(),
      }),
    ),
    recommendations: z.array(z.object({ councilId: z.string(), districtCode: z.string(), recommendedOn: z.string() })),
    councilIds: z.array(z.string()),
    transfer: z
      .object({ from: z.string(), to: z.string(), effectiveOn: z.string(), reason: z.string() })
      .nullable()
      .meta({ description: '待转入区确认的属地变更' }),
    mergedInto: z.string().nullable(),
    hasContact: z.boolean(),
    warnings: z
      .array(z.object({ code: z.string(), field: z.string(), message: z.string() }))
      .meta({ description: '基本信息中值得核对之处，不影响办理' }),
  })
  .meta({ id: 'Unit' });

const listQuery = z.strictObject({
  ...readQuery.shape,
  ...pageQuery.shape,
  status: codeOf(unitStatuses).optional(),
  districtCode: districtCode.optional(),
  unitKind: codeOf(unitKinds).optional(),
  councilId: id.optional().meta({ description: '已登记、推荐或加入该联席会的单位' }),
  text: z.string().trim().min(1).max(60).optional().meta({ description: '名称或编号中的文字' }),
});

@Controller('units')
export class UnitQueries {
  constructor(private readonly reading: Reading) {}

  @Get()
  @Operation('listUnits', { summary: '查询成员单位', response: pageOf(unitSummary) })
  async list(@Query(parse(listQuery)) filter: z.output<typeof listQuery>, @Context() context: RequestContext) {
    const { asOf, minPosition, limit, cursor, status, districtCode: district, unitKind, councilId, text } = filter;
    await this.reading.upTo(minPosition);
    const query = this.rows(asOf, context);
    if (status) query.andWhere('unit.status = :status', { status });
    if (district) query.andWhere('unit.district_code = :district', { district });
    if (unitKind) query.andWhere('unit.unit_kind = :unitKind', { unitKind });
    if (councilId) {
      query.andWhere(
        `(unit.council_ids @> ARRAY[:councilId] OR EXISTS (SELECT FROM views.member m
           WHERE m.unit_id = unit.key AND m.council_id = :councilId AND m.superseded_at IS NULL))`,
        { councilId },
      );
    }
    if (text) query.andWhere('(strpos(unit.name, :text) > 0 OR strpos(unit.unit_no, :text) > 0)', { text });
    const after = decodeCursor(cursor, 2);
    if (after)
      query.andWhere('(unit.district_code, unit.unit_no) > (:afterDistrict, :afterNo)', {
        afterDistrict: after[0],
        afterNo: after[1],
      });
    const rows = await query
      .orderBy('unit.district_code')
      .addOrderBy('unit.unit_no')
      .limit(limit + 1)
      .getMany();
    const page = pageFrom(rows, limit, (row) => [row.districtCode, row.unitNo]);
    return { ...page, items: page.items.map(summaryOf) };
  }

  @Get(':id')
  @Operation('getUnit', { summary: '查看成员单位', response: unitDetail })
  async get(
    @Param('id', parse(id)) unitId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    const row = await this.rows(asOf, context).andWhere('unit.key = :unitId', { unitId }).getOne();
    if (!row) throw notFound();
    const version = asOf ? row.version : await this.reading.versionOf('unit', unitId);
    const { profile, statuses, councilIds, mergedInto, hasContact } = row;
    return {
      ...summaryOf(row),
      version,
      profile,
      districts: row.districts.map((each) => ({ ...each, name: divisionName(each.code, each.from) })),
      statuses,
      recommendations: row.recommendations.map(({ recommendedBy: _, ...recommendation }) => recommendation),
      councilIds,
      transfer: row.transfer && withoutAccount(row.transfer),
      ...{ mergedInto, hasContact },
      warnings: warnings(profile),
    };
  }

  @Get(':id/history')
  @Operation('getUnitHistory', { summary: '成员单位的全部事件', response: history })
  async history(
    @Param('id', parse(id)) unitId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    await assertOpened(this.reading, UnitRow, 'unit', unitId, context);
    return historyOf(this.reading, unit, unitId, asOf);
  }

  private rows(asOf: string | undefined, { actor }: RequestContext) {
    const query = this.reading.db.getRepository(UnitRow).createQueryBuilder('unit');
    return where(whereAsOf(query, asOf), visible(actor, 'unit', asOf));
  }
}

const summaryOf = ({ key, unitNo, name, unitKind, districtCode: code, status }: UnitRow) => ({
  id: key,
  unitNo,
  name,
  unitKind,
  twoNew: twoNew(unitKind as keyof typeof unitKinds),
  districtCode: code,
  districtName: divisionName(code),
  status,
});

const withoutAccount = ({ from, to, effectiveOn, reason }: RequestedTransfer) => ({ from, to, effectiveOn, reason });
