import { useCallback, useMemo } from 'react';
import type { Draft } from './activity-draft';

/** What somebody typed and has not sent, kept in this browser until it is sent or thrown away. */
export function useKeptDraft(name: string): Readonly<{
  kept: Draft | undefined;
  keep: (draft: Draft) => void;
  forget: () => void;
}> {
  const key = `lianjian.draft.activity.${name}`;
  const kept = useMemo(() => read(key), [key]);
  const keep = useCallback((draft: Draft) => localStorage.setItem(key, JSON.stringify(draft)), [key]);
  const forget = useCallback(() => localStorage.removeItem(key), [key]);
  return { kept, keep, forget };
}

function read(key: string): Draft | undefined {
  try {
    return (JSON.parse(localStorage.getItem(key) ?? 'null') as Draft | null) ?? undefined;
  } catch {
    // Somebody else's or an older version's: not worth a word.
    return undefined;
  }
}
