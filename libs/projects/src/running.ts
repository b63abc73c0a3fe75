import { businessDateOf } from '@lianjian/kernel/time';
import type { ProjectCommandOf } from './commands.js';
import type { ProjectEvent } from './events.js';
import { refuse } from './refusals.js';
import { distinct, requireAuthority, requireStatus } from './rules.js';
import { consentsMissing, type Milestone, type Project, statusOf } from './state.js';

export function linkAgreement(
  { data: { agreementId }, facts, on }: ProjectCommandOf<'LinkProjectAgreement'>,
  project: Project,
): readonly ProjectEvent[] {
  if (project.agreementIds.includes(agreementId)) return [];
  requireStatus(project, 'REGISTERED', 'CLAIMING', 'SIGNED', 'RUNNING', 'RETURNED', 'SUSPENDED');
  if (!facts.partyUnitIds.includes(project.leadUnitId)) return refuse('project/agreement-without-lead-unit');
  if (!facts.signed) return refuse('project/agreement-not-signed');
  return [{ type: 'ProjectAgreementLinked', data: { agreementId, on } }];
}

/** PRJ-a: all consents given. PRJ-b: an active lead unit and a signed agreement, or a district's word why there is none. */
export function start(
  { data: { exemptionReason }, facts, by, on }: ProjectCommandOf<'StartProject'>,
  project: Project,
): readonly ProjectEvent[] {
  if (statusOf(project) === 'RUNNING') return [];
  requireStatus(project, 'REGISTERED', 'CLAIMING', 'SIGNED');
  if (consentsMissing(project).length > 0) return refuse('project/consents-missing');
  if (!facts.leadUnitActive) return refuse('project/lead-unit-not-active');

  const hasAgreement = project.agreementIds.some((id) => facts.signedAgreementIds.includes(id));
  if (hasAgreement) return [{ type: 'ProjectStarted', data: { on } }];
  if (exemptionReason === undefined) return refuse('project/agreement-missing');
  if (by.role !== 'DIST') return refuse('project/exemption-by-district-only');
  return [{ type: 'ProjectStarted', data: { exemptionReason, on } }];
}

export function reachMilestone(
  { data: { milestoneId, reachedOn, evidence }, at }: ProjectCommandOf<'ReachMilestone'>,
  project: Project,
): readonly ProjectEvent[] {
  const milestone = milestoneOf(project, milestoneId);
  if (milestone.reachedOn !== undefined) return [];
  requireStatus(project, 'RUNNING', 'RETURNED');
  if (reachedOn > businessDateOf(at)) return refuse('project/date-in-future');
  if (project.startedOn !== undefined && reachedOn < project.startedOn) return refuse('project/milestone-before-start');
  const { dueOn, originalDueOn } = milestone;
  return [{ type: 'MilestoneReached', data: { milestoneId, reachedOn, dueOn, originalDueOn, evidence } }];
}

/** PRJ-c: the plan moves only with a reason, and the original dates stay. */
export function replan(
  { data: { endOn, milestones, reason }, on }: ProjectCommandOf<'ReplanProject'>,
  project: Project,
): readonly ProjectEvent[] {
  requireStatus(project, 'REGISTERED', 'CLAIMING', 'SIGNED', 'RUNNING', 'RETURNED', 'SUSPENDED');
  const { startOn, plannedEndOn } = project;
  if (!distinct(milestones.map(({ milestoneId }) => milestoneId))) return refuse('project/milestones-not-distinct');
  const moved = milestones.filter(({ milestoneId, dueOn }) => milestoneOf(project, milestoneId).dueOn !== dueOn);
  if (endOn === plannedEndOn && moved.length === 0) return [];

  if (endOn < startOn) return refuse('project/plan-reversed');
  if (moved.some(({ milestoneId }) => milestoneOf(project, milestoneId).reachedOn !== undefined)) {
    return refuse('project/milestone-already-reached');
  }
  const dueOnAfter = ({ milestoneId, dueOn }: Milestone) =>
    moved.find((move) => move.milestoneId === milestoneId)?.dueOn ?? dueOn;
  const open = project.milestones.filter(({ reachedOn }) => reachedOn === undefined);
  if (open.map(dueOnAfter).some((dueOn) => dueOn < startOn || dueOn > endOn)) {
    return refuse('project/milestone-outside-plan');
  }
  return [{ type: 'ProjectReplanned', data: { endOn, previousEndOn: plannedEndOn, milestones: moved, reason, on } }];
}

export function suspend(
  { data: { reason }, by, on }: ProjectCommandOf<'SuspendProject'>,
  project: Project,
): readonly ProjectEvent[] {
  requireAuthority(by, project);
  if (statusOf(project) === 'SUSPENDED') return [];
  requireStatus(project, 'RUNNING', 'RETURNED');
  return [{ type: 'ProjectSuspended', data: { reason, on } }];
}

export function resume(
  { data: { reason }, by, on }: ProjectCommandOf<'ResumeProject'>,
  project: Project,
): readonly ProjectEvent[] {
  requireAuthority(by, project);
  if (statusOf(project) === 'RUNNING') return [];
  requireStatus(project, 'SUSPENDED');
  return [{ type: 'ProjectResumed', data: { reason, on } }];
}

/**
 * What was proposed is rejected; what was registered and is not over can be terminated. With approval two people do it:
 * one of the registering authority proposes it, and somebody else of it, or of the council's office, approves.
 */
export function terminate(
  { data: { reason, approved }, by, on }: ProjectCommandOf<'TerminateProject'>,
  project: Project,
): readonly ProjectEvent[] {
  const { proposedTermination: proposed } = project;
  const approves = approved && proposed !== undefined;
  if (!(approves && by.role === 'COORD')) requireAuthority(by, project);
  if (statusOf(project) === 'TERMINATED') return [];
  requireStatus(project, 'REGISTERED', 'CLAIMING', 'SIGNED', 'RUNNING', 'SUSPENDED', 'ACCEPTANCE', 'RETURNED');

  if (!approved) return [{ type: 'ProjectTerminated', data: { reason, approved, on } }];
  if (!proposed) return [{ type: 'ProjectTerminationProposed', data: { reason, proposedBy: by.accountId, on } }];
  if (by.accountId === proposed.proposedBy) return [];
  return [{ type: 'ProjectTerminated', data: { reason: proposed.reason, approved, on } }];
}

function milestoneOf({ milestones }: Project, wanted: string): Milestone {
  return milestones.find(({ milestoneId }) => milestoneId === wanted) ?? refuse('project/milestone-unknown');
}
