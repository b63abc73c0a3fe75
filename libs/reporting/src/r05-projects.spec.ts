import type { MilestoneFact, ProjectFact } from './facts.js';
import { buildProjectReport } from './r05-projects.js';
import { cellOf, type Report } from './report.js';
import { asking, council, GULOU, QINHUAI } from './testing.js';

const texts = (from: Report, ...keys: string[]) => keys.map((key) => cellOf(from, key)?.text);
const rowsOf = (from: Report, table: string) => from.tables.find(({ id }) => id === table)?.rows ?? [];
const state = <S extends string>(name: S, from: string) => ({ state: name, from, eventIds: [`${name}-${from}`] });

describe('R-05 projects', () => {
  const milestone = (originalDueOn: string, reachedOn?: string, plannedDueOn = originalDueOn): MilestoneFact => ({
    milestoneId: 'm1',
    name: '示例里程碑',
    originalDueOn,
    plannedDueOn,
    ...(reachedOn !== undefined && { reachedOn }),
    eventIds: [],
  });
  const project = (id: string, rest: Partial<ProjectFact> = {}): ProjectFact => ({
    projectId: id,
    projectNo: `XM-320104-2026-${id}`,
    name: `示例项目${id}`,
    category: 'FINANCE_SUPPORT',
    leadDistrict: QINHUAI,
    districts: [QINHUAI],
    leadUnitId: 'U2',
    secretaryLed: false,
    states: [state('PROPOSED', '2025-12-01'), state('REGISTERED', '2026-01-01'), state('RUNNING', '2026-01-15')],
    originalEndOn: '2026-03-31',
    plannedEndOn: '2026-03-31',
    milestones: [],
    budget: [],
    eventIds: [`${id}-registered`],
    ...rest,
  });
  const completed = (on: string): Pick<ProjectFact, 'states'> => ({
    states: [state('REGISTERED', '2026-01-01'), state('COMPLETED', on)],
  });
  const terminated = (approved: boolean): Pick<ProjectFact, 'states' | 'termination'> => ({
    states: [state('REGISTERED', '2026-01-01'), state('TERMINATED', '2026-03-20')],
    termination: { reason: '示例：场地改造', approved },
  });
  const report = (projects: readonly ProjectFact[]) => buildProjectReport({ council, projects }, asking('2026-03'));
  const ratio = (from: Report, key: string) => {
    const cell = cellOf(from, key);
    return [cell?.numerator, cell?.denominator];
  };

  it('M16 is cumulative: completed of what was to end by then or did', () => {
    const from = report([
      project('due-and-done', completed('2026-02-01')),
      project('due-and-late'),
      project('early', { ...completed('2026-03-31'), originalEndOn: '2026-12-31' }),
      project('due-long-ago', { originalEndOn: '2025-12-31' }),
      project('not-due', { originalEndOn: '2026-04-01' }),
      project('done-later', { ...completed('2026-04-01'), originalEndOn: '2026-04-01' }),
    ]);
    expect(ratio(from, 'M16')).toEqual([2, 4]);
  });

  it('E14: M17 goes by the original date, and by the adjusted one in a second line', () => {
    const from = report([
      project('replanned', { ...completed('2026-04-10'), plannedEndOn: '2026-04-30' }),
      project('on-time', completed('2026-03-31')),
      project('pulled-in', { ...completed('2026-03-15'), originalEndOn: '2026-06-30', plannedEndOn: '2026-03-15' }),
    ]);
    expect(ratio(from, 'M17')).toEqual([1, 2]);
    expect(ratio(from, 'M17/adjusted')).toEqual([2, 2]);
  });

  it('E15: terminated with approval is below no line and listed with its reason', () => {
    const from = report([project('approved', terminated(true)), project('running')]);
    expect(ratio(from, 'M16')).toEqual([0, 1]);
    expect(ratio(from, 'M17')).toEqual([0, 1]);
    expect(rowsOf(from, 'terminated').map(({ key, cells }) => [key, cells.on?.text, cells.reason?.text])).toEqual([
      ['approved', '2026-03-20', '示例：场地改造'],
    ]);
  });

  it('terminated without approval weighs on M16 and not on M17', () => {
    const from = report([project('unapproved', terminated(false))]);
    expect(ratio(from, 'M16')).toEqual([0, 1]);
    expect(texts(from, 'M17')).toEqual(['—']);
  });

  it('a project terminated after the period is judged as it stood', () => {
    const later = project('later', {
      states: [state('REGISTERED', '2026-01-01'), state('TERMINATED', '2026-04-01')],
      termination: { reason: '示例：合并实施', approved: true },
    });
    expect(ratio(report([later]), 'M17')).toEqual([0, 1]);
    expect(texts(report([later]), 'state/REGISTERED', 'state/TERMINATED')).toEqual(['1', '0']);
  });

  it('M18 goes by each milestone’s own day', () => {
    const from = report([
      project('1', {
        milestones: [
          milestone('2026-03-10', '2026-03-10'),
          milestone('2026-03-10', '2026-03-11', '2026-03-20'),
          milestone('2026-03-10'),
          milestone('2026-04-10', '2026-03-01'),
        ],
      }),
      project('2', { ...terminated(true), milestones: [milestone('2026-03-10')] }),
    ]);
    expect(ratio(from, 'M18')).toEqual([1, 3]);
    expect(ratio(from, 'M18/adjusted')).toEqual([2, 3]);
  });

  it('counts every project in its state on the last day, and slices the registered ones', () => {
    const from = report([
      project('1'),
      project('2', { states: [state('PROPOSED', '2026-03-01')] }),
      project('3', { secretaryLed: true, category: 'PUBLIC_RESCUE', leadDistrict: GULOU }),
    ]);
    expect(texts(from, 'state/RUNNING', 'state/PROPOSED', 'state/COMPLETED')).toEqual(['2', '1', '0']);
    expect(texts(from, `projects/leadDistrict/${QINHUAI}`, `projects/leadDistrict/${GULOU}`)).toEqual(['1', '1']);
    expect(texts(from, 'projects/category/PUBLIC_RESCUE', 'projects/secretaryLed/YES')).toEqual(['1', '1']);
  });

  it('adds up budgets by source, in whole fen', () => {
    const from = report([
      project('1', { budget: [{ source: 'UNIT', plannedFen: 123_456, actualFen: 10 }] }),
      project('2', {
        budget: [
          { source: 'UNIT', plannedFen: 1, actualFen: 0 },
          { source: 'FISCAL', plannedFen: 50_000_00, actualFen: 0 },
        ],
      }),
    ]);
    expect(texts(from, 'budget/UNIT/planned', 'budget/UNIT/actual', 'budget/total/planned')).toEqual([
      '1234.57元',
      '0.10元',
      '51234.57元',
    ]);
  });
});
