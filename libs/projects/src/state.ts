import type { BusinessDate } from '@lianjian/kernel/time';
import type { ClaimStatus, ProjectStatus } from './codes.js';
import type { ClaimSlot, ProjectProfile } from './commands.js';
import type { ProjectEventOf } from './events.js';

export type Milestone = Readonly<{
  milestoneId: string;
  dueOn: BusinessDate;
  originalDueOn: BusinessDate;
  reachedOn?: BusinessDate;
}>;

export type Claim = Omit<ProjectEventOf<'ProjectClaimOffered'>['data'], 'on'> & Readonly<{ status: ClaimStatus }>;

export type AcceptanceRequest = Omit<ProjectEventOf<'AcceptanceRequested'>['data'], 'on'>;

export type Project = Pick<
  ProjectProfile,
  | 'councilId'
  | 'referencingCouncilIds'
  | 'registeringAuthority'
  | 'districts'
  | 'leadDistrict'
  | 'leadUnitId'
  | 'partnerUnitIds'
  | 'ledBySecretary'
> &
  Readonly<{
    projectNo?: string;
    startOn: BusinessDate;
    /** As first registered: what on-time measures ask for, whatever was replanned since (E14). */
    originalEndOn: BusinessDate;
    plannedEndOn: BusinessDate;
    milestones: readonly Milestone[];
    budgetLineIds: readonly string[];
    consents: readonly string[];
    slots: readonly ClaimSlot[];
    claims: readonly Claim[];
    agreementIds: readonly string[];
    startedOn?: BusinessDate;
    acceptance?: AcceptanceRequest;
    completedOn?: BusinessDate;
    /** A termination with approval that a second person has not approved yet. */
    proposedTermination?: Readonly<{ reason: string; proposedBy: string }>;
    /** With approval it weighs on no completion rate (E15). */
    termination?: Readonly<{ reason: string; approved: boolean; on: BusinessDate }>;
    /** Each status and the business date from which it held, as recorded. */
    history: readonly Readonly<{ status: ProjectStatus; on: BusinessDate }>[];
  }>;

/** Undefined: nothing was proposed. */
export type ProjectState = Project | undefined;

/** Its status by the last thing that was recorded. */
export function statusOf({ history }: Project): ProjectStatus {
  return history.at(-1)?.status ?? 'PROPOSED';
}

/** Its status at the end of that date; undefined before it was proposed. */
export function statusOn({ history }: Project, date: BusinessDate): ProjectStatus | undefined {
  return history.findLast(({ on }) => on <= date)?.status;
}

/** Whether it was started and is not over: its council cannot be dissolved meanwhile. */
export function isRunning(state: ProjectState): boolean {
  return state !== undefined && ['RUNNING', 'SUSPENDED', 'ACCEPTANCE', 'RETURNED'].includes(statusOf(state));
}

/** PRJ-a: every district named but the lead district has to agree before the project may start. */
export function consentsNeeded({ districts, leadDistrict }: Pick<Project, 'districts' | 'leadDistrict'>) {
  return districts.filter((code) => code !== leadDistrict);
}

/** PRJ-a: the districts whose consent is still missing. */
export function consentsMissing(project: Project): readonly string[] {
  return consentsNeeded(project).filter((code) => !project.consents.includes(code));
}

/** How much of a slot nobody was promised yet. */
export function remainingOf({ claims }: Project, slot: ClaimSlot): number {
  return claims
    .filter(({ slotId, status }) => slotId === slot.slotId && status === 'ACCEPTED')
    .reduce((remaining, { quantity }) => remaining - quantity, slot.quantity);
}
