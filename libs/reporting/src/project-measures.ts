import type { BusinessDate } from '@lianjian/kernel/time';
import type { ProjectFact } from './facts.js';
import { evidenceOf, type Measure, share } from './measure.js';
import type { Days } from './members.js';
import { sinceOf, stateOn } from './states.js';

/** By which plan "on time" is meant: the one first registered, or the one that replanning left (按调整后, E14). */
export type Plan = 'ORIGINAL' | 'ADJUSTED';

/** The end of the plan. */
export const plannedEndOf = ({ originalEndOn, plannedEndOn }: ProjectFact, plan: Plan): BusinessDate =>
  plan === 'ORIGINAL' ? originalEndOn : plannedEndOn;

/** The day of completion; undefined while it is not completed. */
export const completedOn = (project: ProjectFact): BusinessDate | undefined => sinceOf(project, 'COMPLETED');

/** Registered by that day and not rejected: what a register of projects lists. */
export const isRegisteredOn = (project: ProjectFact, date: BusinessDate): boolean => {
  const state = stateOn(project, date);
  return state !== undefined && state !== 'PROPOSED' && state !== 'REJECTED';
};

/**
 * M16, cumulative to the last day: of the projects that were to end by then or did, how many are completed. Those
 * terminated with approval are out of it (E15).
 */
export function projectCompletion(projects: readonly ProjectFact[], last: BusinessDate): Measure {
  const due = projects.filter(
    (project) =>
      isRegisteredOn(project, last) &&
      !isTerminatedWithApproval(project, last) &&
      (project.originalEndOn <= last || isCompletedBy(project, last)),
  );
  return share('M16', due.filter((project) => isCompletedBy(project, last)).length, due.length, evidenceOf(due));
}

/** M17: of the projects whose plan ends in the range and that were not terminated, how many were completed by then. */
export function completionOnTime(projects: readonly ProjectFact[], range: Days, plan: Plan): Measure {
  const due = projects.filter((project) => isLiveAt(project, range) && within(range, plannedEndOf(project, plan)));
  const onTime = due.filter((project) => isCompletedBy(project, plannedEndOf(project, plan)));
  return share('M17', onTime.length, due.length, evidenceOf(due));
}

/** M18: as M17, for milestones. */
export function milestonesOnTime(projects: readonly ProjectFact[], range: Days, plan: Plan): Measure {
  const due = projects
    .filter((project) => isLiveAt(project, range))
    .flatMap(({ milestones }) => milestones)
    .map((milestone) => ({ ...milestone, by: plan === 'ORIGINAL' ? milestone.originalDueOn : milestone.plannedDueOn }))
    .filter(({ by }) => within(range, by));
  const onTime = due.filter(({ reachedOn, by }) => reachedOn !== undefined && reachedOn <= by);
  return share('M18', onTime.length, due.length, evidenceOf(due));
}

const isCompletedBy = (project: ProjectFact, date: BusinessDate): boolean => {
  const on = completedOn(project);
  return on !== undefined && on <= date;
};

const isTerminatedWithApproval = (project: ProjectFact, date: BusinessDate): boolean =>
  stateOn(project, date) === 'TERMINATED' && project.termination?.approved === true;

/** A project that is in the denominators of a range: registered, and not terminated by its last day. */
const isLiveAt = (project: ProjectFact, { until }: Days): boolean => {
  const before = project.states.filter(({ from }) => from < until).at(-1)?.state;
  return before !== undefined && before !== 'PROPOSED' && before !== 'REJECTED' && before !== 'TERMINATED';
};

const within = ({ from, until }: Days, date: BusinessDate): boolean => from <= date && date < until;
