import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import type { RequestContext } from '@lianjian/http/request-context';
import type { Instant } from '@lianjian/kernel/time';
import type { z } from 'zod';
import type { Account } from './account.entity.js';
import type { AccountLogEntry } from './account-log.entity.js';
import type { Trace } from './account-log.js';
import type { IdentitySettings } from './identity-settings.js';
import { hasExpired } from './passwords.js';
import type * as schemas from './schemas.js';

type Settings = Pick<IdentitySettings, 'maxAgeDays'>;

/** What people see of their own account. Never a hash. */
export function summaryOf(
  account: Account,
  { maxAgeDays }: Settings,
  at: Instant,
): z.output<typeof schemas.accountSummary> {
  const { id, username, displayName } = account;
  return {
    id,
    username,
    ...(displayName === null ? {} : { displayName }),
    mustChangePassword: hasExpired(account, maxAgeDays, at),
  };
}

/** What an administrator sees of an account. */
export function accountOf(account: Account, settings: Settings, at: Instant): z.output<typeof schemas.account> {
  const { disabledAt, lockedUntil, activeAt, createdAt } = account;
  return {
    ...summaryOf(account, settings, at),
    ...(disabledAt ? { disabledAt: disabledAt.toISOString() } : {}),
    ...(lockedUntil && lockedUntil.toISOString() > at ? { lockedUntil: lockedUntil.toISOString() } : {}),
    activeAt: activeAt.toISOString(),
    createdAt: createdAt.toISOString(),
  };
}

export function historyOf(
  id: string,
  log: readonly AccountLogEntry[],
  recorded: readonly RecordedEvent[],
): z.output<typeof schemas.accountHistory> {
  return {
    id,
    log: log.map(({ at, action, byAccountId, correlationId }) => ({
      at: at.toISOString(),
      action,
      byAccountId,
      correlationId,
    })),
    mandates: recorded.map(({ version, type, data, metadata }) => ({
      version,
      type,
      data: { ...data },
      occurredOn: metadata.occurredOn,
      recordedAt: metadata.recordedAt,
      byAccountId: metadata.actor.accountId,
    })),
  };
}

export const traceOf = ({ at, correlationId, actor }: RequestContext): Trace => ({
  at,
  correlationId,
  byAccountId: actor.accountId,
});
