import { contentHash } from '@lianjian/kernel/canonical-json';
import type { AgreementCommandOf, CouncilFact, PartyFact } from './commands.js';
import type { AgreementEvent, PartyUnit } from './events.js';
import { isOneWay, kindRefusal } from './kinds.js';
import { refuse } from './refusals.js';
import { type Agreement, type AgreementState, isLongTerm } from './state.js';
import type { AgreementTerms } from './terms.js';

/** What the parties sign: the hash of the terms as the store hands them back. */
export const hashOf = (terms: AgreementTerms): string => contentHash(JSON.parse(JSON.stringify(terms)));

export function draft(
  { data, facts, by }: AgreementCommandOf<'DraftAgreement'>,
  state: AgreementState,
): readonly AgreementEvent[] {
  if (state) return refuse('agreement/already-drafted');
  const { councilId, ...terms } = data;
  const partyUnits = checked(terms, facts.parties);
  if (councilId !== undefined) {
    requireCouncilMatter(facts.council);
    const isMember = facts.council?.partiesInCouncil.some(({ unitId }) => unitId === by.scope);
    if (by.role === 'UNIT' && !isMember) return refuse('agreement/not-a-council-matter');
  }
  return [{ type: 'AgreementDrafted', data: { agreementNo: facts.agreementNo, councilId, terms, partyUnits } }];
}

/** AGR-b: any change of the text clears all signatures. */
export function revise(
  { data: terms, facts }: AgreementCommandOf<'ReviseAgreementTerms'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  if (hashOf(terms) === hashOf(agreement.terms)) return [];
  if (agreement.signedOn !== undefined) return refuse('agreement/already-signed');
  const partyUnits = checked(terms, facts.parties);
  if (agreement.councilId !== undefined) requireCouncilMatter(facts.council);
  const clearedSigners = agreement.signatures.map(({ unitId }) => unitId);
  return [{ type: 'AgreementTermsRevised', data: { terms, partyUnits, clearedSigners } }];
}

export function freeze(
  { facts }: AgreementCommandOf<'FreezeAgreementText'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  if (agreement.contentHash !== undefined) return [];
  const { terms } = agreement;
  // Read again: since it was drafted a unit may have moved, or left.
  const partyUnits = checked(terms, facts.parties);
  return [{ type: 'AgreementTextFrozen', data: { contentHash: hashOf(terms), partyUnits } }];
}

/** AGR-d: one district of a party answers for a term of more than three years. */
export function approveLongTerm(
  { data: { note }, by }: AgreementCommandOf<'ApproveLongTerm'>,
  agreement: Agreement,
): readonly AgreementEvent[] {
  if (!isLongTerm(agreement.terms)) return refuse('agreement/term-not-long');
  if (isTermApproved(agreement)) return [];
  const { termFrom, termTo } = agreement.terms;
  return [{ type: 'AgreementLongTermApproved', data: { districtCode: by.scope, termFrom, termTo, note } }];
}

export function isTermApproved({ terms, approvedTerm }: Agreement): boolean {
  if (!isLongTerm(terms)) return true;
  return approvedTerm !== undefined && approvedTerm.termFrom <= terms.termFrom && terms.termTo <= approvedTerm.termTo;
}

/** What the parties are on that date, in the order of the text; refuses a text that may not be signed as it stands. */
function checked(terms: AgreementTerms, facts: readonly PartyFact[]): PartyUnit[] {
  const { parties, obligations, projectIds, kind, termFrom, termTo } = terms;
  const partyIds = parties.map(({ unitId }) => unitId);

  if (partyIds.length < 2 || !distinct(partyIds)) refuse('agreement/parties-not-distinct');
  const units = partyIds.map((partyId) => {
    const unit = facts.find(({ unitId }) => unitId === partyId) ?? refuse('agreement/party-unknown');
    if (!unit.active) refuse('agreement/party-not-active');
    const { unitId, districtCode, unitKind, partyOrgType } = unit;
    return { unitId, districtCode, unitKind, partyOrgType };
  });

  if (termFrom > termTo) refuse('agreement/term-reversed');
  if (!distinct(projectIds)) refuse('agreement/projects-not-distinct');

  if (!distinct(obligations.map(({ obligationId }) => obligationId))) {
    refuse('agreement/obligation-ids-not-distinct');
  }
  for (const { unitId, dueOn } of obligations) {
    if (!partyIds.includes(unitId)) refuse('agreement/obligation-of-no-party');
    if (dueOn < termFrom || dueOn > termTo) refuse('agreement/obligation-outside-term');
  }

  const problem = kindRefusal(terms, units);
  if (problem) refuse(problem);

  const owing = parties.filter(({ side }) => !isOneWay(kind) || side === 'GIVER');
  const owes = (partyId: string) => obligations.some(({ unitId }) => unitId === partyId);
  if (!owing.every(({ unitId }) => owes(unitId))) refuse('agreement/obligations-one-sided');

  return units;
}

/** A council answers for what its members agree: one of the parties at least, and none that it has suspended. */
function requireCouncilMatter(council: CouncilFact | undefined): void {
  const members = council?.partiesInCouncil ?? [];
  const isItsMatter = council?.isEstablished && members.length > 0 && members.every(({ active }) => active);
  if (!isItsMatter) refuse('agreement/not-a-council-matter');
}

const distinct = (values: readonly string[]) => new Set(values).size === values.length;
