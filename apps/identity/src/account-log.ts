import type { Instant } from '@lianjian/kernel/time';
import type { EntityManager } from 'typeorm';
import { type AccountAction, AccountLogEntry } from './account-log.entity.js';

/** On whose behalf and when something is done to an account. */
export type Trace = Readonly<{ at: Instant; correlationId: string; byAccountId: string }>;

/** Writes a line in the transaction of what it tells. */
export async function record(
  manager: EntityManager,
  accountId: string,
  action: AccountAction,
  { at, correlationId, byAccountId }: Trace,
): Promise<void> {
  await manager.insert(AccountLogEntry, {
    accountId,
    action,
    at: new Date(at),
    byAccountId,
    correlationId,
  });
}
