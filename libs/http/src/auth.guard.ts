import type { EventStore } from '@lianjian/event-sourcing/event-store';
import { load } from '@lianjian/event-sourcing/execute';
import { businessDateOf, type Instant } from '@lianjian/kernel/time';
import { mandates } from '@lianjian/mandates/decider';
import { inForceOn } from '@lianjian/mandates/state';
import { matrix, roleMay } from '@lianjian/permissions/matrix';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { AccessClaims, AccessTokens } from './access-tokens.js';
import type { Clock } from './clock.js';
import { type OperationId, operationOf } from './operation.js';
import { ProblemError } from './problem.js';
import type { RateLimit } from './rate-limit.js';
import { Remembered } from './remembered.js';
import type { Principal } from './request-context.js';
import type { SessionState, Sessions } from './sessions.js';

/** What an account may still do while its password has to be changed. */
const WITH_EXPIRED_PASSWORD: readonly OperationId[] = ['changePassword', 'getMe', 'logout'];

type Limits = Readonly<{ account: RateLimit; guesses: RateLimit }>;

/**
 * Lets a request through when its route names an operation that the mandate in use has the role for. Session, account
 * and mandate are looked up again for every request; only a yes is remembered, for less than a second.
 */
export class AuthGuard implements CanActivate {
  private readonly recent = new Remembered<Principal>(900);

  constructor(
    private readonly tokens: AccessTokens,
    private readonly sessions: Sessions,
    private readonly store: EventStore,
    private readonly limits: Limits,
    private readonly clock: Clock,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const operation = operationOf(context.getHandler());
    if (!operation) throw new ProblemError(403, 'permission/no-rule', '该地址没有权限规则，不能使用');

    if (operation.guessable) refuseHaste(this.limits.guesses.take(request.ip));
    if (matrix[operation.id] === 'PUBLIC') return true;

    const claims = await this.claimsOf(request, request.arrivedAt);
    refuseHaste(this.limits.account.take(claims.accountId));
    request.principal = await this.principalOf(claims, request.arrivedAt, operation.id);
    request.isStillAdmitted = () => this.admits(request, operation.id);
    return true;
  }

  private async admits(request: FastifyRequest, operation: OperationId): Promise<boolean> {
    const now = this.clock.now();
    try {
      await this.principalOf(await this.claimsOf(request, now), now, operation);
      return true;
    } catch (error) {
      if (error instanceof ProblemError) return false;
      throw error;
    }
  }

  private async claimsOf({ headers: { authorization } }: FastifyRequest, at: Instant): Promise<AccessClaims> {
    if (authorization === undefined) throw new ProblemError(401, 'auth/token-missing', '请先登录');
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
    const claims = token && (await this.tokens.verify(token, at));
    if (!claims) throw new ProblemError(401, 'auth/token-invalid', '登录已失效，请重新登录');
    return claims;
  }

  /** Whom the claims stand for, if the operation is his. */
  private async principalOf(claims: AccessClaims, at: Instant, operation: OperationId): Promise<Principal> {
    const principal = await this.lookUp(claims, at, operation);
    if (roleMay(principal.actor.role, operation)) return principal;
    throw new ProblemError(403, 'permission/role', '您当前的职责不能进行此操作');
  }

  private async lookUp(claims: AccessClaims, at: Instant, operation: OperationId): Promise<Principal> {
    const { accountId, mandateId, sessionId } = claims;
    const on = businessDateOf(at);
    const key = `${accountId}/${sessionId}/${mandateId}/${on}`;
    const known = this.recent.get(key);
    if (known) return known;

    const state = await this.sessions.state(accountId, sessionId, at);
    refuseSession(state, operation);
    const { state: granted } = await load(this.store, mandates, accountId);
    const mandate = inForceOn(granted, on).find((each) => each.mandateId === mandateId);
    if (!mandate) {
      throw new ProblemError(401, 'auth/mandate-ended', '您的任职授权已终止，请重新登录');
    }
    const { role, scope } = mandate;
    const principal: Principal = { actor: { accountId, mandateId, role, scope }, sessionId };
    if (state === 'live') this.recent.set(key, principal);
    return principal;
  }
}

function refuseSession(state: SessionState, operation: OperationId): void {
  switch (state) {
    case 'live':
      return;
    case 'password-change-required':
      if (WITH_EXPIRED_PASSWORD.includes(operation)) return;
      throw new ProblemError(403, 'identity/password-change-required', '请先修改密码');
    case 'ended':
      throw new ProblemError(401, 'auth/session-ended', '登录已失效，请重新登录');
    case 'account-disabled':
      throw new ProblemError(401, 'auth/account-disabled', '账户已停用');
  }
}

/** Throws the 429 that a rate limit asks for. */
export function refuseHaste(seconds: number): void {
  if (seconds > 0) {
    throw new ProblemError(429, 'request/too-many', '请求过于频繁，请稍后再试', { retryAfter: seconds });
  }
}
