import type { ProposalForm } from './proposal';

/** What was typed, and the project that was already proposed of it when only its registration is missing. */
export type Draft = Readonly<{ values?: Partial<ProposalForm>; proposed?: Readonly<{ id: string; name: string }> }>;

const keyOf = (mandateId: string) => `lianjian.draft.project.${mandateId}`;

/** Kept with the tab: a reload loses nothing, and nobody else finds it on a shared computer. */
export function readDraft(mandateId: string): Draft {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(mandateId)) ?? '{}') as Draft;
  } catch {
    return {};
  }
}

export const keepDraft = (mandateId: string, draft: Draft): void =>
  sessionStorage.setItem(keyOf(mandateId), JSON.stringify(draft));

export const dropDraft = (mandateId: string): void => sessionStorage.removeItem(keyOf(mandateId));
