import type { Instant } from '@lianjian/kernel/time';

/** Whether a session may act: `ended` covers logout, reuse of a refresh token and a changed password. */
export type SessionState = 'live' | 'password-change-required' | 'ended' | 'account-disabled';

/** The port to sessions and accounts; identity implements it. An abstract class, so the type is the injection token. */
export abstract class Sessions {
  abstract state(accountId: string, sessionId: string, at: Instant): Promise<SessionState>;
}
