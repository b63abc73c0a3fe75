import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { AccessTokens } from '@lianjian/http/access-tokens';
import { type SessionState, Sessions } from '@lianjian/http/sessions';
import type { Instant } from '@lianjian/kernel/time';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { Account } from './account.entity.js';
import { record, type Trace } from './account-log.js';
import { IdentitySettings } from './identity-settings.js';
import { hasExpired } from './passwords.js';
import { RefreshToken, Session } from './session.entity.js';

export type Refreshed = Readonly<{ session: Session; refreshToken: string }>;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Recognizes an address that an account signed in from before, without keeping it. */
export const originOf = (accountId: string, ip: string): string => sha256(`${accountId} ${ip}`);

/** Ends every session of an account within the transaction of what makes it necessary. */
export async function endSessions(manager: EntityManager, accountId: string, at: Instant): Promise<void> {
  await manager.update(Session, { accountId, endedAt: IsNull() }, { endedAt: new Date(at) });
}

/** Sessions and the refresh tokens that keep them going: each can be used once, the second use ends the session. */
@Injectable()
export class SqlSessions extends Sessions {
  constructor(
    private readonly db: DataSource,
    private readonly settings: IdentitySettings,
    private readonly tokens: AccessTokens,
  ) {
    super();
  }

  async state(accountId: string, sessionId: string, at: Instant): Promise<SessionState> {
    const [session, account] = await Promise.all([
      this.db.manager.findOneBy(Session, { id: sessionId, accountId }),
      this.db.manager.findOneBy(Account, { id: accountId }),
    ]);
    if (!account || account.disabledAt) return 'account-disabled';
    if (!session || hasEnded(session, at)) return 'ended';
    return hasExpired(account, this.settings.maxAgeDays, at) ? 'password-change-required' : 'live';
  }

  async start(
    accountId: string,
    mandateId: string,
    ip: string,
    at: Instant,
    manager: EntityManager,
  ): Promise<Refreshed> {
    const startedAt = new Date(at);
    const session: Session = {
      id: randomUUID(),
      accountId,
      mandateId,
      origin: originOf(accountId, ip),
      startedAt,
      endsAt: new Date(startedAt.getTime() + this.settings.sessionHours * 3_600_000),
      endedAt: null,
    };
    await manager.insert(Session, session);
    return { session, refreshToken: await this.issue(session, at, manager) };
  }

  /** The next refresh token of a session; undefined when the session is over, or is ended because the token was used before. */
  async refresh(refreshToken: string, trace: Omit<Trace, 'byAccountId'>): Promise<Refreshed | undefined> {
    return this.db.transaction(async (manager) => {
      const token = await manager.findOne(RefreshToken, {
        where: { tokenHash: sha256(refreshToken) },
        lock: { mode: 'pessimistic_write' },
      });
      const session = token && (await manager.findOneBy(Session, { id: token.sessionId }));
      if (!token || !session || hasEnded(session, trace.at)) return undefined;
      const { id, accountId } = session;
      if (token.usedAt) {
        await manager.update(Session, { id }, { endedAt: new Date(trace.at) });
        await record(manager, accountId, 'refresh-token-reused', { ...trace, byAccountId: accountId });
        return undefined;
      }
      if (token.expiresAt.getTime() <= Date.parse(trace.at)) return undefined;
      const account = await manager.findOneBy(Account, { id: accountId });
      if (!account || account.disabledAt) return undefined;
      await manager.update(RefreshToken, { tokenHash: token.tokenHash }, { usedAt: new Date(trace.at) });
      return { session, refreshToken: await this.issue(session, trace.at, manager) };
    });
  }

  /** Ends the session of a refresh token, whatever state it is in. */
  async endByToken(refreshToken: string, trace: Omit<Trace, 'byAccountId'>): Promise<void> {
    await this.db.transaction(async (manager) => {
      const token = await manager.findOneBy(RefreshToken, { tokenHash: sha256(refreshToken) });
      const session = token && (await manager.findOneBy(Session, { id: token.sessionId, endedAt: IsNull() }));
      if (!session) return;
      await manager.update(Session, { id: session.id }, { endedAt: new Date(trace.at) });
      await record(manager, session.accountId, 'signed-out', { ...trace, byAccountId: session.accountId });
    });
  }

  async switchMandate(sessionId: string, mandateId: string): Promise<void> {
    await this.db.manager.update(Session, { id: sessionId }, { mandateId });
  }

  /** Whether the account ever signed in from that address. */
  async knowsOrigin(accountId: string, ip: string): Promise<boolean> {
    return this.db.manager.existsBy(Session, { accountId, origin: originOf(accountId, ip) });
  }

  private async issue({ id, endsAt }: Session, at: Instant, manager: EntityManager): Promise<string> {
    const refreshToken = randomBytes(32).toString('base64url');
    const idleEnd = Date.parse(at) + this.tokens.lifetimeSeconds * 1000 + this.settings.idleMinutes * 60_000;
    await manager.insert(RefreshToken, {
      tokenHash: sha256(refreshToken),
      sessionId: id,
      expiresAt: new Date(Math.min(idleEnd, endsAt.getTime())),
      usedAt: null,
    });
    return refreshToken;
  }
}

const hasEnded = ({ endedAt, endsAt }: Session, at: Instant) => endedAt !== null || endsAt.getTime() <= Date.parse(at);
