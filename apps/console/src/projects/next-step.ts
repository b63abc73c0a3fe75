import type { Schemas } from '../api/client';

type Project = Schemas['Project'];
type Milestone = Project['milestones'][number];

/** What a project waits for. Who it is that has to act, the reader says in words. */
export type NextStep =
  | Readonly<{ kind: 'REGISTRATION' | 'SUSPENDED' | 'ACCEPTANCE' | 'ACCEPTANCE_REQUEST' | 'START' | 'OVER' }>
  | Readonly<{ kind: 'CONSENTS'; districts: readonly string[] }>
  /** Units may offer, or an agreement may be linked. */
  | Readonly<{ kind: 'PARTNERS'; claimingIsOpen: boolean; remaining: number }>
  | Readonly<{ kind: 'CLAIMS'; offered: number }>
  | Readonly<{ kind: 'MILESTONE'; milestone: Milestone; isOverdue: boolean; isReturned: boolean }>;

/** The statuses in which the other districts are asked, and in which the start is still ahead. */
export const BEFORE_START: readonly Project['status'][] = ['REGISTERED', 'CLAIMING', 'SIGNED'];

/** Whether that district's consent is asked for and missing. */
export const awaitsConsentOf = (
  { status, consentsMissing }: Pick<Project, 'status' | 'consentsMissing'>,
  district: string,
): boolean => BEFORE_START.includes(status) && consentsMissing.includes(district);

/** Open milestones, the next one first. */
export const openMilestones = ({ milestones }: Pick<Project, 'milestones'>): Milestone[] =>
  milestones.filter(({ reachedOn }) => reachedOn === null).sort((a, b) => (a.dueOn < b.dueOn ? -1 : 1));

/** The one thing that a project waits for most. */
export function nextStepOf(project: Project, today: string): NextStep {
  const { status, consentsMissing, claims, slots } = project;
  switch (status) {
    case 'PROPOSED':
      return { kind: 'REGISTRATION' };
    case 'REGISTERED':
    case 'CLAIMING':
    case 'SIGNED': {
      if (consentsMissing.length > 0) return { kind: 'CONSENTS', districts: consentsMissing };
      const offered = claims.filter((claim) => claim.status === 'OFFERED').length;
      if (offered > 0) return { kind: 'CLAIMS', offered };
      if (status === 'SIGNED') return { kind: 'START' };
      const remaining = slots.reduce((sum, slot) => sum + slot.remaining, 0);
      return { kind: 'PARTNERS', claimingIsOpen: status === 'CLAIMING', remaining };
    }
    case 'RUNNING':
    case 'RETURNED': {
      const [milestone] = openMilestones(project);
      if (!milestone) return { kind: 'ACCEPTANCE_REQUEST' };
      return { kind: 'MILESTONE', milestone, isOverdue: milestone.dueOn < today, isReturned: status === 'RETURNED' };
    }
    case 'SUSPENDED':
      return { kind: 'SUSPENDED' };
    case 'ACCEPTANCE':
      return { kind: 'ACCEPTANCE' };
    default:
      return { kind: 'OVER' };
  }
}
