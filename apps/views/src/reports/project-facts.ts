import type { Instant } from '@lianjian/kernel/time';
import type { ProjectFact } from '@lianjian/reporting/facts';
import type { ProjectRow, ProjectStep } from '../projects/project.view.js';
import { type Db, knownAt } from './known-at.js';

type Row = Pick<ProjectRow, 'projectNo' | 'name' | 'profile' | 'state' | 'steps' | 'eventIds'> &
  Readonly<{ projectId: string }>;

/** The projects that count in the council. */
export async function projectFacts(db: Db, councilId: string, asOf: Instant): Promise<ProjectFact[]> {
  const rows = await db.query<Row[]>(
    `SELECT key AS "projectId", project_no AS "projectNo", name, profile, state, steps, event_ids AS "eventIds"
       FROM views.project WHERE council_id = $2 AND ${knownAt('project')}`,
    [asOf, councilId],
  );
  return rows.map(toProject);
}

function toProject({ projectId, projectNo, name, profile, state, steps, eventIds }: Row): ProjectFact {
  const { leadDistrict, districts, leadUnitId, ledBySecretary, originalEndOn, plannedEndOn, termination } = state;
  return {
    projectId,
    ...(projectNo !== null && { projectNo }),
    name,
    category: profile.category,
    ...{ leadDistrict, districts, leadUnitId, secretaryLed: ledBySecretary, originalEndOn, plannedEndOn },
    states: state.history.map(({ status, on }) => ({ state: status, from: on, eventIds: eventsOn(steps, on) })),
    ...(termination && { termination: { reason: termination.reason, approved: termination.approved } }),
    milestones: milestonesOf(profile, state, steps),
    budget: budgetOf(profile, state),
    eventIds,
  };
}

function milestonesOf(
  profile: Row['profile'],
  { milestones }: Row['state'],
  steps: readonly ProjectStep[],
): ProjectFact['milestones'] {
  const nameOf = new Map(profile.milestones.map(({ milestoneId, name }) => [milestoneId, name]));
  return milestones.map(({ milestoneId, dueOn, originalDueOn, reachedOn }) => ({
    milestoneId,
    name: nameOf.get(milestoneId) ?? milestoneId,
    originalDueOn,
    plannedDueOn: dueOn,
    ...(reachedOn !== undefined && { reachedOn }),
    eventIds: [
      ...steps.filter(({ type }) => type === 'ProjectProposed' || type === 'ProjectReplanned'),
      ...steps.filter(({ type, on }) => type === 'MilestoneReached' && on === reachedOn),
    ].map(({ eventId }) => eventId),
  }));
}

function budgetOf({ budgetLines }: Row['profile'], { acceptance }: Row['state']): ProjectFact['budget'] {
  const spent = new Map(acceptance?.budgetActuals.map(({ budgetLineId, actualFen }) => [budgetLineId, actualFen]));
  return budgetLines.map(({ budgetLineId, source, plannedFen }) => ({
    source,
    plannedFen,
    actualFen: spent.get(budgetLineId) ?? 0,
  }));
}

const eventsOn = (steps: readonly ProjectStep[], day: string): string[] =>
  steps.filter(({ on }) => on === day).map(({ eventId }) => eventId);
