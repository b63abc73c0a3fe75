import { AccessTokens } from '@lianjian/http/access-tokens';
import { ProblemError } from '@lianjian/http/problem';
import { businessDateOf, type Instant } from '@lianjian/kernel/time';
import type { Mandate } from '@lianjian/mandates/state';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Account } from './account.entity.js';
import { record, type Trace } from './account-log.js';
import { Accounts } from './accounts.js';
import { summaryOf } from './answers.js';
import { Attempts, LOCK_MS, MAX_ATTEMPTS } from './attempts.js';
import { IdentitySettings } from './identity-settings.js';
import { Mandates } from './mandates.js';
import { passwordMatches } from './passwords.js';
import type { SignedIn } from './schemas.js';
import { type Refreshed, SqlSessions } from './sql-sessions.js';

type Credentials = Readonly<{ username: string; password: string; mandateId?: string }>;
/** Where and when somebody knocks, before it is known who it is. */
export type Visitor = Readonly<{ ip: string; at: Instant; correlationId: string }>;
/** A session as its owner is told of it, and the refresh token, which can be handed over in more than one way. */
export type Opened = Readonly<{ signedIn: Omit<SignedIn, 'refreshToken'>; refreshToken: string; endsAt: Date }>;

const DAY_MS = 86_400_000;
// Longer than any way to fail takes, so that the time does not tell which one it was.
const FAILURE_TAKES_MS = 100;
const until = (moment: number) => new Promise((resolve) => setTimeout(resolve, moment - performance.now()));

// A caller counts as having failed until his password is known to be right, so guesses sent at once count one by one.
const COUNT_ATTEMPT = `
  UPDATE identity.account
     SET failed_attempts = attempts.count,
         locked_until = CASE WHEN attempts.count >= $3 THEN $2::timestamptz + $4 * interval '1 millisecond' END
    FROM (SELECT id, CASE WHEN locked_until IS NULL THEN failed_attempts ELSE 0 END + 1 AS count
            FROM identity.account WHERE id = $1 FOR UPDATE) AS attempts
   WHERE account.id = attempts.id AND (account.locked_until IS NULL OR account.locked_until <= $2::timestamptz)
  RETURNING account.failed_attempts`;

/** Signing in, staying signed in, and choosing under which mandate. */
@Injectable()
export class SignIn {
  private readonly attempts = new Attempts();

  constructor(
    private readonly db: DataSource,
    private readonly accounts: Accounts,
    private readonly sessions: SqlSessions,
    private readonly mandates: Mandates,
    private readonly tokens: AccessTokens,
    private readonly settings: IdentitySettings,
  ) {}

  /**
   * One answer for a wrong name, a wrong password, a locked, a disabled and a dormant account. Five failures lock the
   * account, and the pair of name and address, for fifteen minutes; the account's lock does not hold at an address that
   * it signed in from before, so that nobody can lock somebody else out.
   */
  async signIn({ username, password, mandateId }: Credentials, visitor: Visitor): Promise<Opened> {
    const knockedAt = performance.now();
    const pair = `${username} ${visitor.ip}`;
    const pairMayTry = this.attempts.begin(pair, Date.parse(visitor.at));
    const account = await this.accounts.findByUsername(username);
    const attempt = account ? await this.count(account, visitor) : 'refused';
    const matches = await passwordMatches(account?.passwordHash, password);

    if (!account || !pairMayTry || attempt === 'refused' || !matches || this.isAsleep(account, visitor.at)) {
      if (account) await record(this.db.manager, account.id, 'sign-in-failed', traceOf(account.id, visitor));
      await until(knockedAt + FAILURE_TAKES_MS);
      throw new ProblemError(401, 'identity/sign-in-failed', '用户名或密码不正确；连续失败5次后将锁定15分钟');
    }
    this.attempts.forgive(pair);
    return this.open(account, mandateId, visitor, { unlocks: attempt === 'counted' });
  }

  /** A new session for somebody who is known, e.g. after a changed password ended the one before. */
  async open(
    account: Account,
    mandateId: string | undefined,
    visitor: Visitor,
    { unlocks }: Readonly<{ unlocks: boolean }> = { unlocks: false },
  ): Promise<Opened> {
    const { mandate, mandates } = await this.choose(account.id, mandateId, visitor.at);
    const refreshed = await this.db.transaction(async (manager) => {
      const forgiven = unlocks ? { failedAttempts: 0, lockedUntil: null } : {};
      await manager.update(Account, { id: account.id }, { activeAt: new Date(visitor.at), ...forgiven });
      await record(manager, account.id, 'signed-in', traceOf(account.id, visitor));
      return this.sessions.start(account.id, mandate.mandateId, visitor.ip, visitor.at, manager);
    });
    return this.answer(account, refreshed, mandate, mandates, visitor.at);
  }

  async refresh(refreshToken: string, visitor: Visitor): Promise<Opened> {
    const refreshed = await this.sessions.refresh(refreshToken, visitor);
    if (!refreshed) throw new ProblemError(401, 'auth/session-ended', '登录已失效，请重新登录');
    const { accountId, mandateId } = refreshed.session;
    const { mandate, mandates } = await this.choose(accountId, undefined, visitor.at, mandateId);
    return this.answer(await this.accounts.find(accountId), refreshed, mandate, mandates, visitor.at);
  }

  async switchMandate(accountId: string, sessionId: string, mandateId: string, at: Instant) {
    const { mandate } = await this.choose(accountId, mandateId, at);
    await this.sessions.switchMandate(sessionId, mandateId);
    return {
      accessToken: await this.tokens.issue({ accountId, mandateId, sessionId }, at),
      expiresIn: this.tokens.lifetimeSeconds,
      mandate,
    };
  }

  /** The mandate asked for, else the one in use, else the first in force. */
  private async choose(accountId: string, wanted: string | undefined, at: Instant, inUse?: string) {
    const mandates = await this.mandates.inForce(accountId, businessDateOf(at));
    const found = mandates.find(({ mandateId }) => mandateId === (wanted ?? inUse));
    const mandate = wanted === undefined ? (found ?? mandates[0]) : found;
    if (mandate) return { mandate, mandates };
    throw wanted === undefined
      ? new ProblemError(403, 'identity/no-mandate', '账户没有生效的任职授权，请联系管理员')
      : new ProblemError(403, 'identity/mandate-not-in-force', '所选任职授权不存在或未生效', { field: 'mandateId' });
  }

  private async answer(
    account: Account,
    { session, refreshToken }: Refreshed,
    mandate: Mandate,
    mandates: readonly Mandate[],
    at: Instant,
  ): Promise<Opened> {
    const { mandateId } = mandate;
    const signedIn = {
      accessToken: await this.tokens.issue({ accountId: account.id, mandateId, sessionId: session.id }, at),
      expiresIn: this.tokens.lifetimeSeconds,
      account: summaryOf(account, this.settings, at),
      mandate,
      mandates: [...mandates],
    };
    return { signedIn, refreshToken, endsAt: session.endsAt };
  }

  private async count(
    account: Account,
    { ip, at, correlationId }: Visitor,
  ): Promise<'counted' | 'known-place' | 'refused'> {
    const [counted] = (await this.db.query(COUNT_ATTEMPT, [account.id, at, MAX_ATTEMPTS, LOCK_MS])) as [
      { failed_attempts: number }[],
    ];
    const attempts = counted[0]?.failed_attempts;
    if (attempts === MAX_ATTEMPTS) {
      await record(this.db.manager, account.id, 'locked', traceOf(account.id, { ip, at, correlationId }));
    }
    if (attempts !== undefined) return 'counted';
    return (await this.sessions.knowsOrigin(account.id, ip)) ? 'known-place' : 'refused';
  }

  private isAsleep({ disabledAt, activeAt }: Account, at: Instant): boolean {
    const { dormantDays } = this.settings;
    return disabledAt !== null || (dormantDays > 0 && activeAt.getTime() + dormantDays * DAY_MS <= Date.parse(at));
  }
}

const traceOf = (accountId: string, { at, correlationId }: Visitor): Trace => ({
  at,
  correlationId,
  byAccountId: accountId,
});
