import { contentHash } from '@lianjian/kernel/canonical-json';
import type { ProjectCommandOf } from './commands.js';
import type { ProjectEvent } from './events.js';
import { refuse } from './refusals.js';
import { distinct, requireAuthority, requireStatus } from './rules.js';
import { type AcceptanceRequest, type Project, statusOf } from './state.js';

/** PRJ-e: an outcome number with its evidence, and at least one activity or delivery behind it. */
export function requestAcceptance(
  { data, facts, by, on }: ProjectCommandOf<'RequestProjectAcceptance'>,
  project: Project,
): readonly ProjectEvent[] {
  const { outcome, activityIds, deliveryNote, budgetActuals } = data;
  if (statusOf(project) === 'ACCEPTANCE') {
    return isSameRequest(project.acceptance, data) ? [] : refuse('project/acceptance-already-requested');
  }
  requireStatus(project, 'RUNNING', 'RETURNED');

  if (activityIds.length === 0 && !deliveryNote) return refuse('project/nothing-delivered');
  const wasHeld = (activityId: string) => facts.heldActivityIds.includes(activityId);
  if (!distinct(activityIds) || !activityIds.every(wasHeld)) return refuse('project/activity-not-held');
  const lineIds = budgetActuals.map(({ budgetLineId }) => budgetLineId);
  if (!distinct(lineIds) || !lineIds.every((lineId) => project.budgetLineIds.includes(lineId))) {
    return refuse('project/budget-line-unknown');
  }

  return [
    {
      type: 'AcceptanceRequested',
      data: { outcome, activityIds, deliveryNote, budgetActuals, requestedBy: by.accountId, on },
    },
  ];
}

/** Back to work: the lead unit may reach milestones and ask again. */
export function returnToLeadUnit(
  { data: { reason }, by, on }: ProjectCommandOf<'ReturnProject'>,
  project: Project,
): readonly ProjectEvent[] {
  requireAuthority(by, project);
  if (statusOf(project) === 'RETURNED') return [];
  requireStatus(project, 'ACCEPTANCE');
  return [{ type: 'AcceptanceReturned', data: { reason, on } }];
}

/** PRJ-d: nobody accepts the work of a unit that they act for, least of all its leading secretary. */
export function accept(
  { data: { note }, facts, by, on }: ProjectCommandOf<'AcceptProject'>,
  project: Project,
): readonly ProjectEvent[] {
  requireAuthority(by, project);
  if (statusOf(project) === 'COMPLETED') return [];
  requireStatus(project, 'ACCEPTANCE');
  if (by.accountId === project.acceptance?.requestedBy) return refuse('project/requester-cannot-accept');
  if (facts.acceptorUnitIds.includes(project.leadUnitId)) {
    return refuse(
      project.ledBySecretary ? 'project/leading-secretary-cannot-accept' : 'project/lead-unit-cannot-accept',
    );
  }
  return [{ type: 'ProjectCompleted', data: { completedOn: on, note, on } }];
}

type Request = Pick<AcceptanceRequest, 'outcome' | 'activityIds' | 'deliveryNote' | 'budgetActuals'>;

function isSameRequest(former: Request | undefined, asked: Request): boolean {
  const content = ({ outcome, activityIds, deliveryNote = '', budgetActuals }: Request) =>
    contentHash({ outcome, activityIds, deliveryNote, budgetActuals });
  return former !== undefined && content(former) === content(asked);
}
