import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { ProblemError } from '@lianjian/http/problem';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { summaryOf, traceOf } from './answers.js';
import { IdentitySettings } from './identity-settings.js';
import { Mandates } from './mandates.js';
import * as schemas from './schemas.js';
import { BrowserSession, SessionCookie } from './session-cookie.js';
import { Setup } from './setup.js';
import { type Opened, SignIn } from './sign-in.js';
import { SqlSessions } from './sql-sessions.js';

const GOING_ON = { tag: 'identity', response: schemas.signedIn, idempotent: false } as const;
const OPEN = { ...GOING_ON, guessable: true } as const;
const OWN = { tag: 'identity', idempotent: false } as const;

/** Signing in and out, and what people do to their own accounts. */
@Controller()
export class SessionController {
  constructor(
    private readonly setup: Setup,
    private readonly signIn: SignIn,
    private readonly sessions: SqlSessions,
    private readonly accounts: Accounts,
    private readonly mandates: Mandates,
    private readonly settings: IdentitySettings,
  ) {}

  @Post('setup')
  @Operation('setUp', { ...OPEN, summary: '用一次性链接创建首个管理员并登录' })
  async setUp(
    @Body(parse(schemas.setUpBody)) { cookie: byCookie, ...body }: schemas.SetUpBody,
    @BrowserSession() cookie: SessionCookie,
    @Context() context: RequestContext,
  ) {
    const accountId = await this.setup.complete(body, context);
    const opened = await this.signIn.open(await this.accounts.find(accountId), undefined, context);
    return handOver(opened, context, byCookie && cookie);
  }

  @Post('login')
  @Operation('login', { ...OPEN, summary: '登录' })
  async login(
    @Body(parse(schemas.signInBody)) { cookie: byCookie, ...credentials }: schemas.SignInBody,
    @BrowserSession() cookie: SessionCookie,
    @Context() context: RequestContext,
  ) {
    return handOver(await this.signIn.signIn(credentials, context), context, byCookie && cookie);
  }

  // Nobody guesses 256 bits, but every page load of everybody behind one address asks for this.
  @Post('session/refresh')
  @Operation('refreshSession', { ...GOING_ON, summary: '换取新令牌；刷新令牌只能用一次' })
  async refresh(
    @Body(parse(schemas.refreshBody)) { refreshToken: given }: schemas.RefreshBody,
    @BrowserSession() cookie: SessionCookie,
    @Context() context: RequestContext,
  ) {
    if (given !== undefined) return handOver(await this.signIn.refresh(given, context), context);
    cookie.refuseCrossSite();
    const refreshToken = tokenOf(cookie);
    try {
      return handOver(await this.signIn.refresh(refreshToken, context), context, cookie);
    } catch (error) {
      if (error instanceof ProblemError && error.status === 401) cookie.clear();
      throw error;
    }
  }

  @Post('logout')
  @Operation('logout', { ...OWN, summary: '退出登录', status: 204 })
  async logout(
    @Body(parse(schemas.refreshBody)) { refreshToken: given }: schemas.RefreshBody,
    @BrowserSession() cookie: SessionCookie,
    @Context() context: RequestContext,
  ): Promise<void> {
    if (given === undefined) cookie.refuseCrossSite();
    await this.sessions.endByToken(given ?? tokenOf(cookie), context);
    cookie.clear();
  }

  @Get('me')
  @Operation('getMe', { tag: 'identity', summary: '当前账户与任职授权', response: schemas.me })
  async me(@Context() { actor, occurredOn, at }: RequestContext) {
    const account = await this.accounts.find(actor.accountId);
    const mandates = await this.mandates.inForce(actor.accountId, occurredOn);
    return {
      account: summaryOf(account, this.settings, at),
      mandate: mandates.find(({ mandateId }) => mandateId === actor.mandateId),
      mandates,
    };
  }

  @Post('me/mandate')
  @Operation('switchMandate', { ...OWN, summary: '切换任职授权', response: schemas.switched })
  switchMandate(
    @Body(parse(schemas.switchMandateBody)) { mandateId }: schemas.SwitchMandateBody,
    @Context() { actor, sessionId, at }: RequestContext,
  ) {
    return this.signIn.switchMandate(actor.accountId, sessionId, mandateId, at);
  }

  @Post('me/password')
  @Operation('changePassword', { ...OPEN, summary: '修改密码；其他登录全部失效' })
  async changePassword(
    @Body(parse(schemas.changePasswordBody)) { currentPassword, newPassword }: schemas.ChangePasswordBody,
    @BrowserSession() cookie: SessionCookie,
    @Context() context: RequestContext,
  ) {
    const { accountId, mandateId } = context.actor;
    await this.accounts.changePassword(accountId, currentPassword, newPassword, traceOf(context));
    const opened = await this.signIn.open(await this.accounts.find(accountId), mandateId, context);
    return handOver(opened, context, cookie.refreshToken !== undefined && cookie);
  }
}

/** The answer to whoever has signed in: the refresh token is in it, unless it goes into a cookie. */
function handOver(
  { signedIn, refreshToken, endsAt }: Opened,
  { at }: RequestContext,
  cookie: SessionCookie | false | undefined = undefined,
): schemas.SignedIn {
  if (!cookie) return { ...signedIn, refreshToken };
  cookie.keep(refreshToken, endsAt, at);
  return signedIn;
}

/** Refuses with 401 whoever brings none, and has the browser forget what it kept instead. */
function tokenOf(cookie: SessionCookie): string {
  if (cookie.refreshToken !== undefined) return cookie.refreshToken;
  cookie.clear();
  throw new ProblemError(401, 'auth/token-missing', '请先登录');
}
