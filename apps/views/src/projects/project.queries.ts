import { Operation } from '@lianjian/http/operation';
import { decodeCursor, pageFrom, pageOf, pageQuery } from '@lianjian/http/paging';
import { parse } from '@lianjian/http/parse';
import { notFound } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { codeOf } from '@lianjian/kernel/code-list';
import { divisionName } from '@lianjian/kernel/divisions';
import { districtCode, id } from '@lianjian/kernel/fields';
import { whereAsOf } from '@lianjian/projections/as-of';
import { beneficiaryGroups, claimStatuses, projectCategories, projectStatuses } from '@lianjian/projects/codes';
import { budgetLine, claimSlot, expectedOutcome, milestone, outcome, plan } from '@lianjian/projects/commands';
import { project } from '@lianjian/projects/decider';
import { consentsMissing, consentsNeeded, remainingOf } from '@lianjian/projects/state';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { assertOpened, history, historyOf } from '../history.js';
import { Reading, readQuery, where } from '../reading.js';
import { visible } from '../visibility.js';
import { ProjectRow } from './project.view.js';

const projectSummary = z
  .object({
    id: z.string(),
    projectNo: z.string().nullable().meta({ description: '立项后编号' }),
    name: z.string(),
    category: codeOf(projectCategories),
    status: codeOf(projectStatuses),
    councilId: z.string(),
    leadDistrict: z.string(),
    districts: z.array(z.object({ code: z.string(), name: z.string() })),
    leadUnitId: z.string(),
    startOn: z.string(),
    plannedEndOn: z.string(),
    consentsMissing: z.array(z.string()).meta({ description: '尚未同意的参与区' }),
  })
  .meta({ id: 'ProjectSummary' });

const projectDetail = projectSummary
  .extend({
    version: z.int(),
    referencingCouncilIds: z.array(z.string()),
    registeringAuthority: z.enum(['DIST', 'CITY']),
    businessObjective: z.string(),
    beneficiary: codeOf(beneficiaryGroups),
    partnerUnitIds: z.array(z.string()),
    ledBySecretary: z.boolean(),
    plan: plan.meta({ description: '立项时的计划；现行截止日期见 plannedEndOn' }),
    expectedOutcome,
    milestones: z.array(
      milestone.extend({ dueOn: z.string(), originalDueOn: z.string(), reachedOn: z.string().nullable() }),
    ),
    budgetLines: z.array(budgetLine.extend({ actualFen: z.int().nullable() })),
    consents: z.array(z.object({ districtCode: z.string(), given: z.boolean() })),
    slots: z.array(claimSlot.extend({ remaining: z.int() })),
    claims: z.array(
      z.object({
        claimId: z.string(),
        unitId: z.string(),
        slotId: z.string(),
        quantity: z.int(),
        promise: z.string(),
        plannedOn: z.string(),
        status: codeOf(claimStatuses),
      }),
    ),
    agreementIds: z.array(z.string()),
    startedOn: z.string().nullable(),
    acceptance: z
      .object({ outcome, activityIds: z.array(z.string()), deliveryNote: z.string().nullable() })
      .nullable()
      .meta({ description: '验收申请' }),
    completedOn: z.string().nullable(),
    termination: z.object({ reason: z.string(), approved: z.boolean(), on: z.string() }).nullable(),
    statuses: z.array(z.object({ status: codeOf(projectStatuses), on: z.string() })),
    steps: z.array(z.object({ type: z.string(), on: z.string(), eventId: z.string() })),
  })
  .meta({ id: 'Project' });

const listQuery = z.strictObject({
  ...readQuery.shape,
  ...pageQuery.shape,
  status: codeOf(projectStatuses).optional(),
  category: codeOf(projectCategories).optional(),
  councilId: id.optional(),
  districtCode: districtCode.optional().meta({ description: '牵头区或参与区' }),
  leadDistrict: districtCode.optional(),
  unitId: id.optional().meta({ description: '牵头、参与或已认领的单位' }),
  agreementId: id.optional(),
  text: z.string().trim().min(1).max(60).optional().meta({ description: '名称或编号中的文字' }),
});

// Numbered ones first; what is only proposed has no number yet.
const ORDER = ['(project.project_no IS NULL)', "COALESCE(project.project_no, '')", 'project.key'] as const;

@Controller('projects')
export class ProjectQueries {
  constructor(private readonly reading: Reading) {}

  @Get()
  @Operation('listProjects', { summary: '查询共建项目', response: pageOf(projectSummary) })
  async list(@Query(parse(listQuery)) filter: z.output<typeof listQuery>, @Context() context: RequestContext) {
    const { asOf, minPosition, limit, cursor, status, category, councilId, unitId, agreementId, text } = filter;
    await this.reading.upTo(minPosition);
    const query = this.rows(asOf, context);
    const { districtCode: district, leadDistrict } = filter;
    if (status) query.andWhere('project.status = :status', { status });
    if (category) query.andWhere('project.category = :category', { category });
    if (councilId) query.andWhere('project.council_id = :councilId', { councilId });
    if (district) query.andWhere('project.districts @> ARRAY[:district]', { district });
    if (leadDistrict) query.andWhere('project.lead_district = :leadDistrict', { leadDistrict });
    if (unitId) query.andWhere('project.unit_ids @> ARRAY[:unitId]', { unitId });
    if (agreementId) query.andWhere('project.agreement_ids @> ARRAY[:agreementId]', { agreementId });
    if (text) query.andWhere('(strpos(project.name, :text) > 0 OR strpos(project.project_no, :text) > 0)', { text });
    const after = decodeCursor(cursor, 2);
    if (after) {
      query.andWhere(`(${ORDER.join(', ')}) > (:afterNo = '', :afterNo, :afterKey)`, {
        afterNo: String(after[0]),
        afterKey: String(after[1]),
      });
    }
    const [unnumbered, number, key] = ORDER;
    const rows = await query
      .orderBy(unnumbered)
      .addOrderBy(number)
      .addOrderBy(key)
      .limit(limit + 1)
      .getMany();
    const page = pageFrom(rows, limit, (row) => [row.projectNo ?? '', row.key]);
    return { ...page, items: page.items.map(summaryOf) };
  }

  @Get(':id')
  @Operation('getProject', { summary: '查看共建项目', response: projectDetail })
  async get(
    @Param('id', parse(id)) projectId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    const row = await this.rows(asOf, context).andWhere('project.key = :projectId', { projectId }).getOne();
    if (!row) throw notFound();
    return {
      ...summaryOf(row),
      version: asOf ? row.version : await this.reading.versionOf('project', projectId),
      ...detailOf(row),
    };
  }

  @Get(':id/history')
  @Operation('getProjectHistory', { summary: '共建项目的全部事件', response: history })
  async history(
    @Param('id', parse(id)) projectId: string,
    @Query(parse(readQuery)) { asOf, minPosition }: z.output<typeof readQuery>,
    @Context() context: RequestContext,
  ) {
    await this.reading.upTo(minPosition);
    await assertOpened(this.reading, ProjectRow, 'project', projectId, context);
    return historyOf(this.reading, project, projectId, asOf);
  }

  private rows(asOf: string | undefined, { actor }: RequestContext) {
    const query = this.reading.db.getRepository(ProjectRow).createQueryBuilder('project');
    return where(whereAsOf(query, asOf), visible(actor, 'project', asOf));
  }
}

const summaryOf = ({ key, projectNo, name, category, councilId, leadDistrict, leadUnitId, ...row }: ProjectRow) => ({
  ...{ id: key, projectNo, name, category, status: row.status, councilId, leadDistrict, leadUnitId },
  districts: row.districts.map((code) => ({ code, name: divisionName(code) })),
  startOn: row.state.startOn,
  plannedEndOn: row.state.plannedEndOn,
  consentsMissing: consentsMissing(row.state),
});

function detailOf({ profile, state, agreementIds, steps }: ProjectRow) {
  const { businessObjective, beneficiary, plan: planned, expectedOutcome: expected } = profile;
  const { referencingCouncilIds, registeringAuthority, partnerUnitIds, ledBySecretary, acceptance } = state;
  const actualOf = (line: string) => acceptance?.budgetActuals.find(({ budgetLineId }) => budgetLineId === line);
  return {
    ...{ referencingCouncilIds, registeringAuthority, businessObjective, beneficiary, partnerUnitIds, ledBySecretary },
    plan: planned,
    expectedOutcome: expected,
    milestones: profile.milestones.map((promised) => {
      const now = state.milestones.find(({ milestoneId }) => milestoneId === promised.milestoneId);
      const { dueOn } = promised;
      return { ...promised, dueOn: now?.dueOn ?? dueOn, originalDueOn: dueOn, reachedOn: now?.reachedOn ?? null };
    }),
    budgetLines: profile.budgetLines.map((line) => ({
      ...line,
      actualFen: actualOf(line.budgetLineId)?.actualFen ?? null,
    })),
    consents: consentsNeeded(state).map((code) => ({ districtCode: code, given: state.consents.includes(code) })),
    slots: state.slots.map((slot) => ({ ...slot, remaining: remainingOf(state, slot) })),
    claims: state.claims.map(({ offeredBy: _, ...claim }) => claim),
    agreementIds,
    startedOn: state.startedOn ?? null,
    acceptance: acceptance
      ? {
          outcome: acceptance.outcome,
          activityIds: acceptance.activityIds,
          deliveryNote: acceptance.deliveryNote ?? null,
        }
      : null,
    completedOn: state.completedOn ?? null,
    termination: state.termination ?? null,
    statuses: state.history,
    steps,
  };
}
