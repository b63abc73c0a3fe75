import { DomainError } from '@lianjian/event-sourcing/errors';
import { decodeCursor, type Page, type PageQuery, pageFrom } from '@lianjian/http/paging';
import { notFound } from '@lianjian/http/problem';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { Account } from './account.entity.js';
import { AccountLogEntry } from './account-log.entity.js';
import { record, type Trace } from './account-log.js';
import { IdentitySettings } from './identity-settings.js';
import {
  assertNotRepeated,
  assertStrong,
  hashPassword,
  oneTimePassword,
  passwordMatches,
  REMEMBERED_PASSWORDS,
} from './passwords.js';
import { endSessions } from './sql-sessions.js';

export type NewAccount = Readonly<{
  id: string;
  username: string;
  displayName?: string;
  /** A password its owner chose; without one a password to be used once is made. */
  password?: string;
}>;

const UNIQUE_VIOLATION = '23505';

/** Accounts and their passwords. */
@Injectable()
export class Accounts {
  constructor(
    private readonly db: DataSource,
    private readonly settings: IdentitySettings,
  ) {}

  /** Makes an account; the answer is its password to be used once, when none was given. */
  async create(
    wanted: NewAccount,
    trace: Trace,
    manager: EntityManager = this.db.manager,
  ): Promise<string | undefined> {
    const { id, username, displayName = null, password } = wanted;
    if (password !== undefined) assertStrong(password, username, this.settings);
    const oneTime = password === undefined ? oneTimePassword() : undefined;
    const at = new Date(trace.at);
    const account: Account = {
      id,
      username,
      displayName,
      passwordHash: await hashPassword(password ?? (oneTime as string)),
      formerHashes: [],
      mustChangePassword: password === undefined,
      passwordChangedAt: at,
      disabledAt: null,
      failedAttempts: 0,
      lockedUntil: null,
      activeAt: at,
      createdAt: at,
    };
    try {
      await manager.transaction(async (within) => {
        await within.insert(Account, account);
        await record(within, id, 'created', trace);
      });
    } catch (error) {
      if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
      throw new DomainError('conflict', 'identity/username-taken', '用户名已被使用', { field: 'username' });
    }
    return oneTime;
  }

  async find(id: string): Promise<Account> {
    const account = await this.db.manager.findOneBy(Account, { id });
    if (!account) throw notFound();
    return account;
  }

  async findByUsername(username: string): Promise<Account | undefined> {
    return (await this.db.manager.findOneBy(Account, { username })) ?? undefined;
  }

  async isEmpty(): Promise<boolean> {
    return !(await this.db.manager.exists(Account));
  }

  /** In order of username. */
  async list({ limit, cursor }: PageQuery): Promise<Page<Account>> {
    const [after = ''] = decodeCursor(cursor, 1) ?? [];
    const rows = await this.db.manager.find(Account, {
      where: { username: MoreThan(String(after)) },
      order: { username: 'ASC' },
      take: limit + 1,
    });
    return pageFrom(rows, limit, ({ username }) => [username]);
  }

  async log(accountId: string): Promise<readonly AccountLogEntry[]> {
    return this.db.manager.find(AccountLogEntry, { where: { accountId }, order: { id: 'ASC' } });
  }

  /** Nobody can sign in any more, and whoever is signed in no longer is. */
  async disable(id: string, trace: Trace): Promise<void> {
    if (id === trace.byAccountId) throw new DomainError('invalid', 'identity/own-account', '不能停用自己的账户');
    await this.change(id, async (manager, account) => {
      if (account.disabledAt) return;
      await manager.update(Account, { id }, { disabledAt: new Date(trace.at) });
      await endSessions(manager, id, trace.at);
      await record(manager, id, 'disabled', trace);
    });
  }

  /** Lets a disabled, locked or dormant account sign in again. */
  async enable(id: string, trace: Trace): Promise<void> {
    await this.change(id, async (manager) => {
      await manager.update(
        Account,
        { id },
        { disabledAt: null, failedAttempts: 0, lockedUntil: null, activeAt: new Date(trace.at) },
      );
      await record(manager, id, 'enabled', trace);
    });
  }

  /** A new password to be used once, for an account whose owner has lost his; ends its sessions and its lock. */
  async resetPassword(id: string, trace: Trace): Promise<string> {
    const password = oneTimePassword();
    const passwordHash = await hashPassword(password);
    await this.change(id, async (manager, account) => {
      await manager.update(
        Account,
        { id },
        {
          ...replaced(account, passwordHash),
          mustChangePassword: true,
          passwordChangedAt: new Date(trace.at),
          failedAttempts: 0,
          lockedUntil: null,
        },
      );
      await endSessions(manager, id, trace.at);
      await record(manager, id, 'password-reset', trace);
    });
    return password;
  }

  /** Ends every session of the account, the one that asked included. */
  async changePassword(id: string, currentPassword: string, newPassword: string, trace: Trace): Promise<void> {
    const account = await this.find(id);
    if (!(await passwordMatches(account.passwordHash, currentPassword))) {
      throw new DomainError('invalid', 'identity/wrong-password', '当前密码不正确', { field: 'currentPassword' });
    }
    assertStrong(newPassword, account.username, this.settings);
    await assertNotRepeated(newPassword, [account.passwordHash, ...account.formerHashes]);
    const passwordHash = await hashPassword(newPassword);
    await this.change(id, async (manager, latest) => {
      if (latest.passwordHash !== account.passwordHash) {
        throw new DomainError('conflict', 'identity/password-changed', '密码刚刚已被修改，请重新登录');
      }
      await manager.update(
        Account,
        { id },
        {
          ...replaced(latest, passwordHash),
          mustChangePassword: false,
          passwordChangedAt: new Date(trace.at),
        },
      );
      await endSessions(manager, id, trace.at);
      await record(manager, id, 'password-changed', trace);
    });
  }

  /** Runs a change with the account's row held. */
  private async change(id: string, work: (manager: EntityManager, account: Account) => Promise<void>): Promise<void> {
    await this.db.transaction(async (manager) => {
      const account = await manager.findOne(Account, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!account) throw notFound();
      await work(manager, account);
    });
  }
}

const replaced = ({ passwordHash, formerHashes }: Account, next: string) => ({
  passwordHash: next,
  formerHashes: [passwordHash, ...formerHashes].slice(0, REMEMBERED_PASSWORDS - 1),
});
