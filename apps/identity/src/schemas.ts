import { businessDate, id } from '@lianjian/kernel/fields';
import { GRANTABLE_ROLES } from '@lianjian/mandates/commands';
import { z } from 'zod';
import { ACCOUNT_ACTIONS } from './account-log.entity.js';

const at = z.iso.datetime();

export const username = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z][a-z0-9._-]{2,31}$/, { error: '用户名须为3至32位，以字母开头，可含字母、数字和 . _ -' });
const password = z.string().min(1).max(128).meta({ format: 'password' });
const displayName = z
  .string()
  .trim()
  .regex(/^[^\p{Cc}\p{Cf}]{2,20}$/u, { error: '姓名须为2至20个字' });
/** What a token looks like; everything else is not even looked up. */
const secret = z.string().regex(/^[\w-]{43}$/, { error: '令牌格式不正确' });
const mandateId = z.string().min(1).max(64);

const cookie = z
  .boolean()
  .optional()
  .meta({ description: '浏览器用：刷新令牌不在响应内容中，而在脚本读不到的 Cookie（lianjian_session）中' });

export const setUpBody = z.strictObject({
  token: secret,
  username,
  displayName: displayName.optional(),
  password,
  cookie,
});
export const signInBody = z.strictObject({
  // As it was typed: a name that cannot exist is answered like one that does not.
  username: z.string().trim().toLowerCase().min(1).max(64),
  password,
  mandateId: mandateId.optional().meta({ description: '有多个任职授权时选择其一，默认第一个' }),
  cookie,
});
export const refreshBody = z.strictObject({
  refreshToken: secret.optional().meta({ description: '不填则取自 Cookie（lianjian_session）' }),
});
export const switchMandateBody = z.strictObject({ mandateId });
export const changePasswordBody = z.strictObject({ currentPassword: password, newPassword: password });
export const createAccountBody = z.strictObject({ username, displayName: displayName.optional() });

export type SetUpBody = z.output<typeof setUpBody>;
export type SignInBody = z.output<typeof signInBody>;
export type RefreshBody = z.output<typeof refreshBody>;
export type SwitchMandateBody = z.output<typeof switchMandateBody>;
export type ChangePasswordBody = z.output<typeof changePasswordBody>;
export type CreateAccountBody = z.output<typeof createAccountBody>;

export const mandate = z
  .object({
    mandateId: z.string(),
    role: z.enum(GRANTABLE_ROLES),
    scope: z.string().meta({ description: '市、区代码，或联席会、单位编号；管理员为 *' }),
    from: businessDate,
    to: businessDate.optional().meta({ description: '授予时写明的最后一天' }),
    until: businessDate.optional().meta({ description: '自这一天起不再有效（到期或撤销）' }),
  })
  .meta({ id: 'Mandate', description: '任职授权' });

export const accountSummary = z
  .object({ id, username: z.string(), displayName: z.string().optional(), mustChangePassword: z.boolean() })
  .meta({ id: 'AccountSummary' });

export const signedIn = z
  .object({
    accessToken: z.string(),
    expiresIn: z.int().meta({ description: '秒' }),
    refreshToken: z.string().optional().meta({ description: '以 Cookie 保持登录时不在此处' }),
    account: accountSummary,
    mandate,
    mandates: z.array(mandate),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.output<typeof signedIn>;

export const switched = z
  .object({ accessToken: z.string(), expiresIn: z.int(), mandate })
  .meta({ id: 'MandateSwitched' });

export const me = z.object({ account: accountSummary, mandate, mandates: z.array(mandate) }).meta({ id: 'Me' });

export const oneTimePasswordShown = z
  .object({ id, oneTimePassword: z.string().meta({ description: '仅显示一次；首次登录后必须修改' }) })
  .meta({ id: 'OneTimePassword' });

export const account = z
  .object({
    id,
    username: z.string(),
    displayName: z.string().optional(),
    mustChangePassword: z.boolean(),
    disabledAt: at.optional(),
    lockedUntil: at.optional(),
    activeAt: at,
    createdAt: at,
  })
  .meta({ id: 'Account' });

export const accountDetail = account.extend({ mandates: z.array(mandate) }).meta({ id: 'AccountDetail' });

export const accountHistory = z
  .object({
    id,
    log: z.array(z.object({ at, action: z.enum(ACCOUNT_ACTIONS), byAccountId: z.string(), correlationId: z.string() })),
    mandates: z.array(
      z.object({
        version: z.int(),
        type: z.string(),
        data: z.record(z.string(), z.unknown()),
        occurredOn: businessDate,
        recordedAt: at,
        byAccountId: z.string(),
      }),
    ),
  })
  .meta({ id: 'AccountHistory' });
