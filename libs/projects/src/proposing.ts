import type { ProjectCommandOf, ProjectProfile } from './commands.js';
import type { ProjectEvent } from './events.js';
import { refuse } from './refusals.js';
import { distinct, requireAuthority, requireStatus } from './rules.js';
import { consentsNeeded, type Project, type ProjectState, statusOf } from './state.js';

export function propose(
  { data, facts, on }: ProjectCommandOf<'ProposeProject'>,
  state: ProjectState,
): readonly ProjectEvent[] {
  if (state) return refuse('project/already-proposed');
  check(data);
  const { leadUnitId, partnerUnitIds } = data;
  for (const wanted of [leadUnitId, ...partnerUnitIds]) {
    const unit = facts.units.find(({ unitId }) => unitId === wanted) ?? refuse('project/unit-unknown');
    if (wanted === leadUnitId && !unit.active) refuse('project/lead-unit-not-active');
  }
  if (!facts.councilIsEstablished) return refuse('project/council-not-established');
  if (!facts.leadUnitIsMember) return refuse('project/lead-unit-not-member');
  if (!data.referencingCouncilIds.every((councilId) => facts.knownCouncilIds.includes(councilId))) {
    return refuse('project/referencing-council-unknown');
  }
  return [{ type: 'ProjectProposed', data: { ...data, on } }];
}

/** PRJ-a: a district registers what it leads itself, the city what is city-wide. */
export function register(
  { facts, by, on }: ProjectCommandOf<'RegisterProject'>,
  project: Project,
): readonly ProjectEvent[] {
  requireAuthority(by, project);
  if (project.projectNo !== undefined) return [];
  requireStatus(project, 'PROPOSED');
  const isInside = (code: string) => facts.councilHostDistricts.includes(code);
  if (!project.districts.every(isInside)) return refuse('project/district-outside-council');
  const { projectNo } = facts;
  return [{ type: 'ProjectRegistered', data: { projectNo, consentsNeeded: consentsNeeded(project), on } }];
}

export function reject(
  { data: { reason }, by, on }: ProjectCommandOf<'RejectProject'>,
  project: Project,
): readonly ProjectEvent[] {
  requireAuthority(by, project);
  if (statusOf(project) === 'REJECTED') return [];
  requireStatus(project, 'PROPOSED');
  return [{ type: 'ProjectRejected', data: { reason, on } }];
}

export function consent(
  { data: { note }, by, on }: ProjectCommandOf<'ConsentToProject'>,
  project: Project,
): readonly ProjectEvent[] {
  if (by.role !== 'DIST' || !consentsNeeded(project).includes(by.scope)) return refuse('project/no-consent-asked');
  if (project.consents.includes(by.scope)) return [];
  requireStatus(project, 'REGISTERED', 'CLAIMING', 'SIGNED');
  return [{ type: 'DistrictConsentGiven', data: { districtCode: by.scope, note, on } }];
}

function check({
  districts,
  leadDistrict,
  leadUnitId,
  partnerUnitIds,
  councilId,
  referencingCouncilIds,
  plan: { startOn, endOn },
  milestones,
  budgetLines,
}: ProjectProfile): void {
  if (!distinct(districts)) refuse('project/districts-not-distinct');
  if (!districts.includes(leadDistrict)) refuse('project/lead-district-not-named');
  if (!distinct([leadUnitId, ...partnerUnitIds])) refuse('project/partners-not-distinct');
  if (!distinct([councilId, ...referencingCouncilIds])) refuse('project/counted-in-one-council-only');
  if (startOn > endOn) refuse('project/plan-reversed');
  if (!distinct(milestones.map(({ milestoneId }) => milestoneId)) || !distinct(milestones.map(({ name }) => name))) {
    refuse('project/milestones-not-distinct');
  }
  if (milestones.some(({ dueOn }) => dueOn < startOn || dueOn > endOn)) refuse('project/milestone-outside-plan');
  if (!distinct(budgetLines.map(({ budgetLineId }) => budgetLineId))) refuse('project/budget-lines-not-distinct');
}
