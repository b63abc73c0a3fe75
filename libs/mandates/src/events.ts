import type { EventOf } from '@lianjian/event-sourcing/schema';
import { businessDate, freeText, id, reason } from '@lianjian/kernel/fields';
import { z } from 'zod';
import { GRANTABLE_ROLES } from './commands.js';

const accountId = z.string().min(1);

// Storage formats: never rename a type, never change a shape without an upcaster and a frozen fixture.
export const mandateEvents = {
  MandateGranted: z.object({
    accountId,
    mandateId: id,
    role: z.enum(GRANTABLE_ROLES),
    scope: z.string().min(1).max(36),
    from: businessDate,
    to: businessDate.optional(),
    basis: freeText(2, 200),
    grantedBy: accountId,
  }),
  MandateRevoked: z.object({ mandateId: id, effectiveOn: businessDate, reason }),
};

export type MandateEvent = EventOf<typeof mandateEvents>;
