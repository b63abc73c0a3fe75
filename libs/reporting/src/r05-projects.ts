import { budgetSources, projectCategories, projectStatuses } from '@lianjian/projects/codes';
import { districtLabel, labelOf } from './dimensions.js';
import type { ProjectFact, ProjectReportFacts } from './facts.js';
import { type Frame, frameOf, headerOf, type ReportRequest } from './frame.js';
import { byCode, groupBy } from './grouping.js';
import { evidenceOf } from './measure.js';
import { completionOnTime, isRegisteredOn, milestonesOnTime, projectCompletion } from './project-measures.js';
import {
  columns,
  countCell,
  figure,
  figureTable,
  moneyCell,
  type Report,
  sealed,
  type Table,
  textCell,
} from './report.js';
import { sinceOf, stateOn } from './states.js';

/** R-05 共建项目进度. */
export function buildProjectReport(facts: ProjectReportFacts, request: ReportRequest): Report {
  const frame = frameOf(request, facts);
  const projects = facts.projects.toSorted(
    (a, b) => byCode(a.projectNo ?? '', b.projectNo ?? '') || byCode(a.projectId, b.projectId),
  );
  const registered = projects.filter((project) => isRegisteredOn(project, frame.lastDay));
  const districtOf = ({ leadDistrict }: ProjectFact) => frame.terms.division(leadDistrict);
  return sealed(headerOf('R-05', frame), [
    totals(frame, projects),
    byState(frame, projects),
    slices(
      frame,
      registered,
      'category',
      '按类别',
      ({ category }) => category,
      (code) => labelOf(projectCategories, code),
    ),
    slices(frame, registered, 'leadDistrict', '按牵头区', districtOf, (code) => districtLabel(code, frame.lastDay)),
    slices(frame, registered, 'secretaryLed', '按是否书记领办', secretaryLedOf, (code) => labelOf(SECRETARY_LED, code)),
    budgets(registered),
    terminated(frame, registered),
  ]);
}

const SECRETARY_LED = { YES: '书记领办', NO: '其他' };
const secretaryLedOf = ({ secretaryLed }: ProjectFact): string => (secretaryLed ? 'YES' : 'NO');

function totals({ request, range, lastDay }: Frame, projects: readonly ProjectFact[]): Table {
  return figureTable(
    'totals',
    '总体情况',
    [
      ['M16', '项目完成率（累计）', projectCompletion(projects, lastDay)],
      ['M17', '按期完成率（按原计划）', completionOnTime(projects, range, 'ORIGINAL')],
      ['M17/adjusted', '按期完成率（按调整后）', completionOnTime(projects, range, 'ADJUSTED')],
      ['M18', '里程碑按期率（按原计划）', milestonesOnTime(projects, range, 'ORIGINAL')],
      ['M18/adjusted', '里程碑按期率（按调整后）', milestonesOnTime(projects, range, 'ADJUSTED')],
    ],
    request.outward,
    ['经批准终止的项目不计入完成率的分母，另列并说明原因。'],
  );
}

function byState({ lastDay }: Frame, projects: readonly ProjectFact[]): Table {
  const groups = groupBy(projects, (project) => stateOn(project, lastDay));
  return {
    id: 'byState',
    title: '按状态',
    columns: columns({ projects: '项目数' }),
    rows: Object.entries(projectStatuses).map(([state, label]) => {
      const group = groups.get(state as keyof typeof projectStatuses) ?? [];
      return {
        key: state,
        label,
        cells: { projects: countCell(`state/${state}`, group.length, evidenceOf(group)) },
      };
    }),
    notes: [],
  };
}

function slices(
  { request: { outward }, range, lastDay }: Frame,
  projects: readonly ProjectFact[],
  dimension: string,
  title: string,
  keyOf: (project: ProjectFact) => string,
  nameOf: (value: string) => string,
): Table {
  const groups = [...groupBy(projects, keyOf)].sort(([a], [b]) => byCode(a, b));
  return {
    id: `by${dimension.charAt(0).toUpperCase()}${dimension.slice(1)}`,
    title,
    columns: columns({ projects: '项目数', completion: '项目完成率（累计）', onTime: '按期完成率（按原计划）' }),
    rows: groups.map(([value, group]) => {
      const path = `${dimension}/${value}`;
      return {
        key: value,
        label: nameOf(value),
        cells: {
          projects: countCell(`projects/${path}`, group.length, evidenceOf(group)),
          completion: figure(`M16/${path}`, projectCompletion(group, lastDay), outward),
          onTime: figure(`M17/${path}`, completionOnTime(group, range, 'ORIGINAL'), outward),
        },
      };
    }),
    notes: [],
  };
}

function budgets(projects: readonly ProjectFact[]): Table {
  const lines = projects.flatMap(({ budget, eventIds }) => budget.map((line) => ({ ...line, eventIds })));
  const groups = groupBy(lines, ({ source }) => source);
  const sumOf = (group: typeof lines, key: 'plannedFen' | 'actualFen') =>
    group.reduce((sum, line) => sum + line[key], 0);
  const row = (key: string, label: string, group: typeof lines) => ({
    key,
    label,
    cells: {
      planned: moneyCell(`budget/${key}/planned`, sumOf(group, 'plannedFen'), evidenceOf(group)),
      actual: moneyCell(`budget/${key}/actual`, sumOf(group, 'actualFen'), evidenceOf(group)),
    },
  });
  return {
    id: 'budget',
    title: '经费（按来源）',
    columns: columns({ planned: '计划', actual: '实际' }),
    rows: [
      ...[...groups.keys()]
        .sort(byCode)
        .map((source) => row(source, labelOf(budgetSources, source), groups.get(source) ?? [])),
      row('total', '合计', lines),
    ],
    notes: [],
  };
}

function terminated({ lastDay }: Frame, projects: readonly ProjectFact[]): Table {
  const rows = projects.filter((project) => stateOn(project, lastDay) === 'TERMINATED');
  return {
    id: 'terminated',
    title: '终止的项目',
    columns: columns({ projectNo: '项目编号', on: '终止日期', approved: '是否经批准', reason: '原因' }),
    rows: rows.map((project) => {
      const { projectId, projectNo, name, termination, eventIds } = project;
      const key = `terminated/${projectId}`;
      return {
        key: projectId,
        label: name,
        cells: {
          projectNo: textCell(`${key}/projectNo`, projectNo ?? '—'),
          on: textCell(`${key}/on`, sinceOf(project, 'TERMINATED') ?? '—', eventIds),
          approved: textCell(`${key}/approved`, termination?.approved ? '是' : '否'),
          reason: textCell(`${key}/reason`, termination?.reason ?? '—', eventIds),
        },
      };
    }),
    notes: [],
  };
}
