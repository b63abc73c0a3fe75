import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { serviceContext } from '@lianjian/event-sourcing/command-context';
import { ProblemError } from '@lianjian/http/problem';
import { businessDateOf, type Instant } from '@lianjian/kernel/time';
import { SYSTEM } from '@lianjian/permissions/actor';
import { Injectable } from '@nestjs/common';
import { DataSource, IsNull } from 'typeorm';
import { Accounts } from './accounts.js';
import { Mandates } from './mandates.js';
import { SetupToken } from './setup-token.entity.js';
import type { Visitor } from './sign-in.js';

const LIFETIME_MS = 24 * 3_600_000;
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

type FirstAdministrator = Readonly<{ token: string; username: string; displayName?: string; password: string }>;

/** How a fresh installation gets its first administrator: by a link that works once, and by no default account. */
@Injectable()
export class Setup {
  constructor(
    private readonly db: DataSource,
    private readonly accounts: Accounts,
    private readonly mandates: Mandates,
  ) {}

  /** A new token while there are no accounts, which makes earlier ones useless; else undefined. */
  async issueToken(at: Instant): Promise<string | undefined> {
    if (!(await this.accounts.isEmpty())) return undefined;
    const token = randomBytes(32).toString('base64url');
    await this.db.transaction(async (manager) => {
      await manager.update(SetupToken, { usedAt: IsNull() }, { usedAt: new Date(at) });
      const expiresAt = new Date(Date.parse(at) + LIFETIME_MS);
      await manager.insert(SetupToken, { tokenHash: sha256(token), expiresAt, usedAt: null });
    });
    return token;
  }

  /** The first account, with a mandate as administrator. */
  async complete({ token, username, displayName, password }: FirstAdministrator, visitor: Visitor): Promise<string> {
    return this.db.transaction(async (manager) => {
      const link = await manager.findOne(SetupToken, {
        where: { tokenHash: sha256(token), usedAt: IsNull() },
        lock: { mode: 'pessimistic_write' },
      });
      if (!link || link.expiresAt.getTime() <= Date.parse(visitor.at)) {
        throw new ProblemError(403, 'identity/setup-token', '初始化链接无效、已使用或已过期');
      }
      const accountId = randomUUID();
      const { at, correlationId } = visitor;
      await manager.update(SetupToken, { tokenHash: link.tokenHash }, { usedAt: new Date(at) });
      await this.accounts.create(
        { id: accountId, username, password, ...(displayName === undefined ? {} : { displayName }) },
        { at, correlationId, byAccountId: SYSTEM.accountId },
        manager,
      );
      // Before the commit: a crash in between leaves a mandate of nobody and a link that still works.
      await this.mandates.execute(
        accountId,
        { type: 'GrantMandate', data: { role: 'ADMIN', scope: '*', from: businessDateOf(at), basis: '系统初始化' } },
        serviceContext(at, correlationId),
      );
      return accountId;
    });
  }
}
