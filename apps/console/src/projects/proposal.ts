import type { BodyOf } from '../api/body';

export type Proposal = BodyOf<'proposeProject'>;

/** What the form holds. Parts get their keys only when it is sent: rows come and go until then. */
export type ProposalForm = Omit<Proposal, 'milestones' | 'budgetLines'> &
  Readonly<{
    milestones: readonly Omit<Proposal['milestones'][number], 'milestoneId'>[];
    budgetLines?: readonly Omit<NonNullable<Proposal['budgetLines']>[number], 'budgetLineId'>[];
  }>;

/** The command's body; milestones and budget lines are numbered as they stand. */
export function proposalOf({ milestones, budgetLines = [], ...rest }: ProposalForm): Proposal {
  return {
    ...rest,
    partnerUnitIds: rest.partnerUnitIds ?? [],
    referencingCouncilIds: rest.referencingCouncilIds ?? [],
    ledBySecretary: rest.ledBySecretary ?? false,
    milestones: milestones.map((milestone, index) => ({ ...milestone, milestoneId: `m${index + 1}` })),
    budgetLines: budgetLines.map((line, index) => ({ ...line, budgetLineId: `b${index + 1}` })),
  };
}

/** Whether that district may register in the same go what it proposes (PRJ-a). */
export const registersItself = (
  { registeringAuthority, leadDistrict }: Pick<Proposal, 'registeringAuthority' | 'leadDistrict'>,
  { role, scope }: Readonly<{ role: string; scope: string }>,
): boolean => role === 'DIST' && registeringAuthority === 'DIST' && leadDistrict === scope;
