import { randomUUID } from 'node:crypto';
import { answer, commandAnswer } from '@lianjian/http/command-answer';
import { Operation } from '@lianjian/http/operation';
import { type PageQuery, pageOf, pageQuery } from '@lianjian/http/paging';
import { parse } from '@lianjian/http/parse';
import { Context, RequestContext } from '@lianjian/http/request-context';
import { id } from '@lianjian/kernel/fields';
import { type MandateCommand, mandateCommands } from '@lianjian/mandates/commands';
import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Accounts } from './accounts.js';
import { accountOf, historyOf, traceOf } from './answers.js';
import { IdentitySettings } from './identity-settings.js';
import { Mandates } from './mandates.js';
import * as schemas from './schemas.js';

type DataOf<T extends MandateCommand['type']> = Extract<MandateCommand, { type: T }>['data'];

const ROW = { tag: 'accounts', idempotent: false } as const;

/** Accounts and their mandates, for administrators. */
@Controller('accounts')
export class AccountController {
  constructor(
    private readonly accounts: Accounts,
    private readonly mandates: Mandates,
    private readonly settings: IdentitySettings,
  ) {}

  @Post()
  @Operation('createAccount', { ...ROW, summary: '创建账户', status: 201, response: schemas.oneTimePasswordShown })
  async create(
    @Body(parse(schemas.createAccountBody)) body: schemas.CreateAccountBody,
    @Context() context: RequestContext,
  ) {
    const accountId = randomUUID();
    return { id: accountId, oneTimePassword: await this.accounts.create({ id: accountId, ...body }, traceOf(context)) };
  }

  @Get()
  @Operation('listAccounts', { ...ROW, summary: '账户列表', response: pageOf(schemas.account) })
  async list(@Query(parse(pageQuery)) query: PageQuery, @Context() { at }: RequestContext) {
    const { items, ...rest } = await this.accounts.list(query);
    return { items: items.map((account) => accountOf(account, this.settings, at)), ...rest };
  }

  @Get(':id')
  @Operation('getAccount', { ...ROW, summary: '查看账户及其任职授权', response: schemas.accountDetail })
  async get(@Param('id', parse(id)) accountId: string, @Context() { at }: RequestContext) {
    const account = await this.accounts.find(accountId);
    return { ...accountOf(account, this.settings, at), mandates: await this.mandates.all(accountId) };
  }

  @Post(':id/disable')
  @Operation('disableAccount', { ...ROW, summary: '停用账户，立即结束其全部登录', status: 204 })
  async disable(@Param('id', parse(id)) accountId: string, @Context() context: RequestContext): Promise<void> {
    await this.accounts.disable(accountId, traceOf(context));
  }

  @Post(':id/enable')
  @Operation('enableAccount', { ...ROW, summary: '启用停用、锁定或长期未用的账户', status: 204 })
  async enable(@Param('id', parse(id)) accountId: string, @Context() context: RequestContext): Promise<void> {
    await this.accounts.enable(accountId, traceOf(context));
  }

  @Post(':id/password-reset')
  @Operation('resetPassword', { ...ROW, summary: '重置密码', response: schemas.oneTimePasswordShown })
  async resetPassword(@Param('id', parse(id)) accountId: string, @Context() context: RequestContext) {
    return { id: accountId, oneTimePassword: await this.accounts.resetPassword(accountId, traceOf(context)) };
  }

  @Post(':id/mandates')
  @Operation('grantMandate', {
    tag: 'accounts',
    summary: '授予任职授权',
    description: 'id 为账户编号；授权编号见 mandateId。',
    response: commandAnswer.extend({ mandateId: id }).meta({ id: 'MandateGranted' }),
  })
  async grant(
    @Param('id', parse(id)) accountId: string,
    @Body(parse(mandateCommands.GrantMandate)) data: DataOf<'GrantMandate'>,
    @Context() context: RequestContext,
  ) {
    await this.accounts.find(accountId);
    const done = await this.mandates.execute(accountId, { type: 'GrantMandate', data }, context);
    const { role, scope, from } = data;
    const held = (await this.mandates.all(accountId)).findLast(
      (mandate) => mandate.role === role && mandate.scope === scope && mandate.from === from,
    );
    return { ...answer(accountId, done), mandateId: held?.mandateId };
  }

  @Post(':id/mandate-revocations')
  @Operation('revokeMandate', { tag: 'accounts', summary: '撤销任职授权' })
  async revoke(
    @Param('id', parse(id)) accountId: string,
    @Body(parse(mandateCommands.RevokeMandate)) data: DataOf<'RevokeMandate'>,
    @Context() context: RequestContext,
  ) {
    await this.accounts.find(accountId);
    return answer(accountId, await this.mandates.execute(accountId, { type: 'RevokeMandate', data }, context));
  }

  @Get(':id/history')
  @Operation('getAccountHistory', {
    tag: 'accounts',
    summary: '账户与任职授权的全部历史',
    response: schemas.accountHistory,
  })
  async history(@Param('id', parse(id)) accountId: string) {
    await this.accounts.find(accountId);
    return historyOf(accountId, await this.accounts.log(accountId), await this.mandates.history(accountId));
  }
}
