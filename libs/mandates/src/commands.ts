import type { CommandOf, Of } from '@lianjian/event-sourcing/schema';
import { businessDate, freeText, id, reason } from '@lianjian/kernel/fields';
import { z } from 'zod';

/** The roles an account can be given. SYSTEM is nobody's. */
export const GRANTABLE_ROLES = ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT', 'ADMIN'] as const;
export type GrantableRole = (typeof GRANTABLE_ROLES)[number];

export const mandateCommands = {
  /** `scope` is a city for CITY and AUDIT, a district for DIST, a council for COORD, a unit for UNIT, `*` for ADMIN. */
  GrantMandate: z.strictObject({
    role: z.enum(GRANTABLE_ROLES),
    scope: z.string().min(1).max(36),
    from: businessDate,
    to: businessDate.optional(),
    basis: freeText(2, 200),
  }),
  /** From `effectiveOn` (default: the command's business date) on the mandate is no longer in force. */
  RevokeMandate: z.strictObject({ mandateId: id, effectiveOn: businessDate.optional(), reason }),
};

/** What the handler knows besides the body: whose mandates these are, and the new mandate's id. */
export type MandateFacts = {
  GrantMandate: Readonly<{ accountId: string; mandateId: string }>;
};

export type MandateCommand = CommandOf<typeof mandateCommands, MandateFacts>;

/** One of them by its type. */
export type MandateCommandOf<T extends MandateCommand['type']> = Of<MandateCommand, T>;
