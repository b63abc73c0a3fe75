import { Operation } from '@lianjian/http/operation';
import { parse } from '@lianjian/http/parse';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { summaryOf, traceOf } from './answers.js';
import { IdentitySettings } from './identity-settings.js';
import { Mandates } from './mandates.js';
import * as schemas from './schemas.js';
import { Setup } from './setup.js';
import { SignIn } from './sign-in.js';
import { SqlSessions } from './sql-sessions.js';

const OPEN = { tag: 'identity', response: schemas.signedIn, idempotent: false, guessable: true } as const;
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
  async setUp(@Body(parse(schemas.setUpBody)) body: schemas.SetUpBody, @Context() context: RequestContext) {
    const accountId = await this.setup.complete(body, context);
    return this.signIn.open(await this.accounts.find(accountId), undefined, context);
  }

  @Post('login')
  @Operation('login', { ...OPEN, summary: '登录' })
  login(@Body(parse(schemas.signInBody)) body: schemas.SignInBody, @Context() context: RequestContext) {
    return this.signIn.signIn(body, context);
  }

  @Post('session/refresh')
  @Operation('refreshSession', { ...OPEN, summary: '换取新令牌；刷新令牌只能用一次' })
  refresh(@Body(parse(schemas.refreshBody)) { refreshToken }: schemas.RefreshBody, @Context() context: RequestContext) {
    return this.signIn.refresh(refreshToken, context);
  }

  @Post('logout')
  @Operation('logout', { ...OWN, summary: '退出登录', status: 204 })
  async logout(
    @Body(parse(schemas.refreshBody)) { refreshToken }: schemas.RefreshBody,
    @Context() context: RequestContext,
  ): Promise<void> {
    await this.sessions.endByToken(refreshToken, context);
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
    @Context() context: RequestContext,
  ) {
    const { accountId, mandateId } = context.actor;
    await this.accounts.changePassword(accountId, currentPassword, newPassword, traceOf(context));
    return this.signIn.open(await this.accounts.find(accountId), mandateId, context);
  }
}
