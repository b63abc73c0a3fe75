import { council } from '@lianjian/councils/decider';
import { councilKinds, councilStatuses, memberStatuses } from '@lianjian/councils/kinds';
import { Operation } from '@lianjian/http/operation';
import { decodeCursor, pageFrom, pageOf, pageQuery } from '@lianjian/http/paging';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { divisionName } from '@lianjian/kernel/divisions';
import { districtCode, id } from '@lianjian/kernel/fields';
import { asOf as knownAsOf, whereAsOf } from '@lianjian/projections/as-of';
import { unitKinds } from '@lianjian/units/kinds';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { history, historyOf } from '../history.js';
import { Reading, readQuery, where } from '../reading.js';
import { UnitRow } from '../units/unit.view.js';
import { visible } from '../visibility.js';
import { CouncilRow } from './council.view.js';
import { MemberRow } from './member.view.js';

const councilSummary = z
  .object({
    id: z.string(),
    councilCode: z.string(),
    name: z.string(),
    kind: codeOf(councilKinds),
    status: codeOf(councilStatuses),
    hostDistricts: z.array(z.object({ code: z.string(), name: z.string() })),
  })
  .meta({ id: 'CouncilSummary' });

const rational = z.object({ numerator: z.int(), denominator: z.int() });

const councilDetail = councilSummary
  .extend({
    version: z.int(),
    leadAuthority: z.object({ name: z.string(), level: z.string(), divisionCode: z.string() }),
    meetingCadence: z.string(),
    establishedOn: z.string().nullable(),
    establishedYear: z.int().nullable(),
    charterVersion: z.string().nullable(),
    statuses: z.array(z.object({ status: codeOf(councilStatuses), from: z.string(), eventId: z.string() })),
    dutyTerms: z.array(z.object({ districtCode: z.string(), from: z.string(), to: z.string(), eventId: z.string() })),
    dutyDistrict: z.string().nullable().meta({ description: '今日的轮值区' }),
    handovers: z.array(
      z.object({
        fromDistrict: z.string(),
        toDistrict: z.string(),
        handoverOn: z.string(),
        signedFor: z.array(z.string()),
        complete: z.boolean(),
        openItems: z.string().optional(),
      }),
    ),
    baselines: z.array(
      z.object({
        period: z.string(),
        origin: z.string(),
        value: rational,
        qualifier: z.string(),
        source: z.string().optional(),
      }),
    ),
    declaredStatistics: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'Council' });

const memberItem = z
  .object({
    unitId: z.string(),
    unitNo: z.string(),
    name: z.string(),
    unitKind: codeOf(unitKinds),
    districtCode: z.string(),
    status: codeOf(memberStatuses),
    statuses: z.array(
      z.object({
        status: codeOf(memberStatuses),
        from: z.string(),
        eventId: z.string(),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'CouncilMember' });

const listQuery = z.strictObject({
  ...readQuery.shape,
  ...pageQuery.shape,
  status: codeOf(councilStatuses).optional(),
});
const membersQuery = z.strictObject({
  ...readQuery.shape,
  ...pageQuery.shape,
  status: codeOf(memberStatuses).optional(),
  districtCode: districtCode.optional(),
});

@Controller('councils')
export class CouncilQueries {
  constructor(private readonly reading: Reading) {}

  @Get()
  @Operation('listCouncils', { summary: '查询联席会', response: pageOf(councilSummary) })
  async list(@Query(parse(listQuery)) filter: z.output<typeof listQuery>, @Context() context: RequestContext) {
    const { asOf, minPosition, limit, cursor, status } = filter;
    await this.reading.upTo(minPosition);
    const query = this.rows(asOf, context);
    if (status) query.andWhere('council.status = :status', { status });
    const after = decodeCursor(cursor, 1);
    if (after) query.andWhere('council.council_code > :after', { after: after[0] });
    const rows = await query
      .orderBy('council.council_code')
      .limit(limit + 1)
      .getMany();
    const page = pageFrom(rows, limit, (row) => [row.councilCode]);
    return { ...page, items: page.items.map(summaryOf) };
  }

  @Get(':id')
  @Operation('getCouncil', { summary: '查看联席会', response: councilDetail })
  async get(
    @Param('id', parse(id)) councilId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    const row = await this.rows(asOf, context).andWhere('council.key = :councilId', { councilId }).getOne();
    if (!row) throw notFound();
    const { proposal, establishedOn, establishedYear, charterVersion, statuses, dutyTerms, handovers, baselines } = row;
    const today = context.occurredOn;
    return {
      ...summaryOf(row),
      version: asOf ? row.version : await this.reading.versionOf('council', councilId),
      leadAuthority: proposal.leadAuthority,
      meetingCadence: proposal.meetingCadence,
      ...{ establishedOn, establishedYear, charterVersion, statuses, dutyTerms },
      handovers: handovers.map(({ eventId: _, ...handover }) => handover),
      baselines: baselines.map(({ period, origin, value, qualifier, source }) => ({
        period,
        origin,
        value,
        qualifier,
        source,
      })),
      dutyDistrict: dutyTerms.find(({ from, to }) => from <= today && today <= to)?.districtCode ?? null,
      declaredStatistics: proposal.declaredStatistics ?? [],
    };
  }

  @Get(':id/members')
  @Operation('listCouncilMembers', { summary: '查询成员', response: pageOf(memberItem) })
  async members(
    @Param('id', parse(id)) councilId: string,
    @Query(parse(membersQuery)) filter: z.output<typeof membersQuery>,
    @Context() context: RequestContext,
  ) {
    const { asOf, minPosition, limit, cursor, status, districtCode: district } = filter;
    await this.reading.upTo(minPosition);
    await this.assertVisible(councilId, context);
    const query = whereAsOf(this.reading.db.getRepository(MemberRow).createQueryBuilder('member'), asOf)
      .innerJoinAndMapOne('member.unit', UnitRow, 'unit', `unit.key = member.unit_id AND ${knownAsOf('unit', asOf)}`)
      .andWhere(`member.council_id = :councilId AND member.status <> 'VETOED'`, { councilId });
    if (status) query.andWhere('member.status = :status', { status });
    if (district) query.andWhere('unit.district_code = :district', { district });
    const after = decodeCursor(cursor, 2);
    if (after)
      query.andWhere('(unit.district_code, unit.unit_no) > (:district0, :no0)', { district0: after[0], no0: after[1] });
    const rows = (await query
      .orderBy('unit.district_code')
      .addOrderBy('unit.unit_no')
      .limit(limit + 1)
      .getMany()) as (MemberRow & { unit: UnitRow })[];
    const page = pageFrom(rows, limit, ({ unit }) => [unit.districtCode, unit.unitNo]);
    const items = page.items.map(({ unitId, status: membership, statuses, unit }) => ({
      ...{ unitId, unitNo: unit.unitNo, name: unit.name, unitKind: unit.unitKind, districtCode: unit.districtCode },
      ...{ status: membership, statuses },
    }));
    return { ...page, items };
  }

  @Get(':id/history')
  @Operation('getCouncilHistory', { summary: '联席会的全部事件', response: history })
  async history(
    @Param('id', parse(id)) councilId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    await this.assertVisible(councilId, context);
    return historyOf(this.reading, council, councilId, asOf);
  }

  private async assertVisible(councilId: string, context: RequestContext): Promise<void> {
    const found = await this.rows(undefined, context).andWhere('council.key = :councilId', { councilId }).getExists();
    if (!found) throw notFound();
  }

  private rows(asOf: string | undefined, { actor }: RequestContext) {
    const query = this.reading.db.getRepository(CouncilRow).createQueryBuilder('council');
    return where(whereAsOf(query, asOf), visible(actor, 'council', asOf));
  }
}

const summaryOf = ({ key, councilCode, name, kind, status, hostDistricts }: CouncilRow) => ({
  ...{ id: key, councilCode, name, kind, status },
  hostDistricts: hostDistricts.map((code) => ({ code, name: divisionName(code) })),
});
