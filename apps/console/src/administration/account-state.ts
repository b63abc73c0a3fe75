type AccountState = 'active' | 'locked' | 'must-change' | 'disabled';

type Known = Readonly<{ disabledAt?: string; lockedUntil?: string; mustChangePassword: boolean }>;

/** What matters most about an account: that nobody can use it, that it waits, or that all is well. */
export function stateOf({ disabledAt, lockedUntil, mustChangePassword }: Known): AccountState {
  if (disabledAt) return 'disabled';
  if (lockedUntil) return 'locked';
  return mustChangePassword ? 'must-change' : 'active';
}

type Dated = Readonly<{ from: string; until?: string }>;

/** Whether a mandate holds on a day. */
export function standingOf({ from, until }: Dated, today: string): 'coming' | 'in-force' | 'over' {
  if (until !== undefined && until <= today) return 'over';
  return from > today ? 'coming' : 'in-force';
}

/** The id at the end of an address that somebody copied, or what was typed. */
export const idWithin = (text: string): string =>
  /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/.exec(text.toLowerCase())?.[0] ?? text.trim();
