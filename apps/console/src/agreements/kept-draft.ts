import type { Terms } from './agreement-text';
import type { DraftValues } from './draft-values';

/** The text that is being changed, as it was when the work began. */
export type Base = Readonly<{ version: number; terms: Terms }>;
export type Kept = Readonly<{ values: DraftValues; base?: Base; savedAt: string }>;

const keyOf = (mandateId: string, of: string) => `lianjian.agreement-draft.${mandateId}.${of}`;

/** What was written here before and not sent, in this tab and under this mandate. `of`: the agreement, or `new`. */
export function keptDraft(mandateId: string, of: string): Kept | undefined {
  const kept = sessionStorage.getItem(keyOf(mandateId, of));
  return kept === null ? undefined : (JSON.parse(kept) as Kept);
}

export function keepDraft(mandateId: string, of: string, draft: Omit<Kept, 'savedAt'>): void {
  sessionStorage.setItem(keyOf(mandateId, of), JSON.stringify({ ...draft, savedAt: new Date().toISOString() }));
}

export function dropDraft(mandateId: string, of: string): void {
  sessionStorage.removeItem(keyOf(mandateId, of));
}
