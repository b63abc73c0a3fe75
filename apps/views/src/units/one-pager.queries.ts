import { activityKinds, participationRoles } from '@lianjian/activities/codes';
import { measureUnits } from '@lianjian/agreements/codes';
import { type Agreement, progressOf, statusOn } from '@lianjian/agreements/state';
import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { id, period } from '@lianjian/kernel/fields';
import { contains, lastDayOf, type Period, parsePeriod, periodOf } from '@lianjian/kernel/period';
import { type BusinessDate, businessDateOf } from '@lianjian/kernel/time';
import { asOf as knownAsOf, whereAsOf } from '@lianjian/projections/as-of';
import { projectStatuses } from '@lianjian/projects/codes';
import { Controller, Get, Param, Query } from '@nestjs/common';
import type { ObjectLiteral } from 'typeorm';
import { z } from 'zod';
import { ActivityRow } from '../activities/activity.view.js';
import { ParticipationRow } from '../activities/participation.view.js';
import { AgreementRow } from '../agreements/agreement.view.js';
import { ProjectRow } from '../projects/project.view.js';
import { Reading, readQuery, where } from '../reading.js';
import { type Subject, visible } from '../visibility.js';
import { UnitRow } from './unit.view.js';

const duty = z.object({
  agreementId: z.string(),
  agreementNo: z.string(),
  obligationId: z.string(),
  unitId: z.string().meta({ description: '义务方' }),
  text: z.string(),
  measureUnit: codeOf(measureUnits),
  targetQty: z.int(),
  confirmedQty: z.int().meta({ description: '至今对方已确认' }),
});
const delivery = duty.extend({ quantity: z.int().meta({ description: '期间内报告的履行数量' }) });

const onePager = z
  .object({
    unitId: z.string(),
    unitNo: z.string(),
    name: z.string(),
    period: z.object({ id: z.string(), from: z.string(), to: z.string() }),
    did: z
      .object({
        activities: z.array(
          z.object({
            activityId: z.string(),
            councilId: z.string(),
            title: z.string(),
            kind: codeOf(activityKinds),
            startOn: z.string(),
            role: codeOf(participationRoles),
            onSite: z.int(),
            remote: z.int(),
            disputed: z.boolean(),
          }),
        ),
        projects: z.array(
          z.object({
            projectId: z.string(),
            projectNo: z.string().nullable(),
            name: z.string(),
            status: codeOf(projectStatuses),
            role: z.enum(['LEAD', 'PARTNER', 'CLAIMANT']),
            claims: z.array(z.object({ slotName: z.string(), quantity: z.int(), plannedOn: z.string() })),
          }),
        ),
        totals: z.object({ activities: z.int(), hosted: z.int(), onSite: z.int(), remote: z.int(), total: z.int() }),
      })
      .meta({ description: '做了什么' }),
    gave: z.array(delivery).meta({ description: '履行了什么' }),
    received: z.array(delivery).meta({ description: '得到了什么' }),
    owes: z
      .array(duty.extend({ dueOn: z.string(), remainingQty: z.int(), unconfirmedQty: z.int(), overdue: z.boolean() }))
      .meta({ description: '今日（或 asOf 当日）尚欠什么' }),
  })
  .meta({ id: 'UnitOnePager' });

const onePagerQuery = z.strictObject({
  ...readQuery.shape,
  period: period.optional().meta({ description: '月、季、半年或年；不填为今年（或 asOf 当年）' }),
});

/** A duty does not end with the term; it does when the parties ended the agreement. */
const BINDING = ['SIGNED', 'ACTIVE', 'EXPIRED'];

@Controller('units')
export class OnePagerQueries {
  constructor(private readonly reading: Reading) {}

  @Get(':id/one-pager')
  @Operation('getUnitOnePager', { summary: '一企一页：做了什么、给了什么、得到什么、还欠什么', response: onePager })
  async get(
    @Param('id', parse(id)) unitId: string,
    @Query(parse(onePagerQuery)) { asOf, minPosition, period: asked }: z.output<typeof onePagerQuery>,
    @Context() context: RequestContext,
  ) {
    const { actor, at } = context;
    const today = businessDateOf(asOf ?? at);
    await this.reading.upTo(minPosition);
    const row = await this.rows(UnitRow, 'unit', asOf, context).andWhere('unit.key = :unitId', { unitId }).getOne();
    // A unit has its own page, and no look at those of others.
    if (!row || (actor.role === 'UNIT' && actor.scope !== unitId)) throw notFound();

    const within = asked === undefined ? periodOf('YEAR', today) : parsePeriod(asked);
    const [activities, projects, agreements] = await Promise.all([
      this.activities(unitId, within, asOf, context),
      this.projects(unitId, within, asOf, context),
      this.rows(AgreementRow, 'agreement', asOf, context)
        .andWhere('agreement.unit_ids @> ARRAY[:unitId]', { unitId })
        .orderBy('agreement.agreementNo')
        .getMany(),
    ]);
    const bound = agreements.filter(({ state }) => state.signedOn !== undefined && !state.voided);
    const deliveries = bound.flatMap((agreement) => deliveriesOf(agreement, within));
    return {
      ...{ unitId, unitNo: row.unitNo, name: row.name },
      period: { id: within.id, from: within.from, to: lastDayOf(within) },
      did: { activities, projects, totals: totalsOf(activities) },
      gave: deliveries.filter((each) => each.unitId === unitId),
      received: deliveries.filter((each) => each.unitId !== unitId),
      owes: bound.flatMap((agreement) => owedBy(unitId, agreement, today)),
    };
  }

  private async activities(unitId: string, { from, until }: Period, asOf: string | undefined, context: RequestContext) {
    const rows = (await this.rows(ActivityRow, 'activity', asOf, context)
      .leftJoinAndMapOne(
        'activity.own',
        ParticipationRow,
        'own',
        `own.activity_id = activity.key AND own.unit_id = :unitId AND ${knownAsOf('own', asOf)}`,
      )
      .andWhere('activity.unit_ids @> ARRAY[:unitId] AND activity.countable', { unitId })
      .andWhere('(own.key IS NULL OR own.on_site + own.remote > 0)')
      .andWhere('activity.start_on >= :from AND activity.start_on < :until', { from, until })
      .orderBy('activity.startAt')
      .addOrderBy('activity.key')
      .getMany()) as (ActivityRow & { own: ParticipationRow | null })[];
    return rows.map(({ key, councilId, title, kind, startOn, leadHostUnitId, own }) => ({
      ...{ activityId: key, councilId, title, kind, startOn },
      role: own?.role ?? (leadHostUnitId === unitId ? 'HOST' : 'CO_HOST'),
      onSite: own?.onSite ?? 0,
      remote: own?.remote ?? 0,
      disputed: Boolean(own?.dispute),
    }));
  }

  private async projects(unitId: string, { from, until }: Period, asOf: string | undefined, context: RequestContext) {
    const rows = await this.rows(ProjectRow, 'project', asOf, context)
      .andWhere('project.unit_ids @> ARRAY[:unitId]', { unitId })
      .orderBy('project.projectNo')
      .addOrderBy('project.key')
      .getMany();
    return rows
      .filter(({ state }) => state.startOn < until && (state.completedOn ?? state.plannedEndOn) >= from)
      .map(({ key, projectNo, name, status, state }) => ({
        ...{ projectId: key, projectNo, name, status },
        role: state.leadUnitId === unitId ? 'LEAD' : state.partnerUnitIds.includes(unitId) ? 'PARTNER' : 'CLAIMANT',
        claims: state.claims
          .filter((claim) => claim.unitId === unitId && claim.status === 'ACCEPTED')
          .map(({ slotId, quantity, plannedOn }) => ({
            slotName: state.slots.find((slot) => slot.slotId === slotId)?.name ?? slotId,
            ...{ quantity, plannedOn },
          })),
      }));
  }

  /** What of a subject the reader may see: what is outside stays outside on this page as well. */
  private rows<Row extends ObjectLiteral>(
    entity: new () => Row,
    subject: Subject,
    asOf: string | undefined,
    { actor }: RequestContext,
  ) {
    const query = this.reading.db.getRepository(entity).createQueryBuilder(subject);
    return where(whereAsOf(query, asOf), visible(actor, subject, asOf));
  }
}

type Stated = Readonly<{ key: string; agreementNo: string; state: Agreement }>;

const dutiesOf = ({ key, agreementNo, state }: Stated) =>
  state.terms.obligations.map(({ obligationId, unitId, text, measureUnit, targetQty, dueOn }) => ({
    duty: { agreementId: key, agreementNo, obligationId, unitId, text, measureUnit, targetQty },
    dueOn,
    ...progressOf(state, obligationId),
  }));

/** What was reported as done within the period, by whichever party. */
function deliveriesOf(agreement: Stated, within: Period) {
  return dutiesOf(agreement).flatMap(({ duty: owed, reports, confirmedQty }) => {
    const quantity = reports
      .filter(({ fulfilledOn }) => contains(within, fulfilledOn))
      .reduce((sum, report) => sum + report.quantity, 0);
    return quantity > 0 ? [{ ...owed, confirmedQty, quantity }] : [];
  });
}

function owedBy(debtor: string, agreement: Stated, today: BusinessDate) {
  if (!BINDING.includes(statusOn(agreement.state, today))) return [];
  return dutiesOf(agreement)
    .filter(({ duty: { unitId, targetQty }, confirmedQty }) => unitId === debtor && confirmedQty < targetQty)
    .map(({ duty: owed, dueOn, confirmedQty, unconfirmedQty }) => ({
      ...{ ...owed, confirmedQty, dueOn, remainingQty: owed.targetQty - confirmedQty, unconfirmedQty },
      overdue: dueOn < today,
    }));
}

const totalsOf = (activities: readonly Readonly<{ role: string; onSite: number; remote: number }>[]) => {
  const onSite = activities.reduce((sum, each) => sum + each.onSite, 0);
  const remote = activities.reduce((sum, each) => sum + each.remote, 0);
  const hosted = activities.filter(({ role }) => role !== 'GUEST').length;
  return { activities: activities.length, hosted, onSite, remote, total: onSite + remote };
};
