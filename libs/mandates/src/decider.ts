import { type Aggregate, assertNever } from '@lianjian/event-sourcing/decider';
import { inForce } from '@lianjian/kernel/divisions';
import { cityCode, districtCode, id } from '@lianjian/kernel/fields';
import { addDays, type BusinessDate } from '@lianjian/kernel/time';
import type { GrantableRole, MandateCommand, MandateCommandOf } from './commands.js';
import type { MandateEvent } from './events.js';
import { refuse } from './refusals.js';
import { type Mandates, mandateById, overlap } from './state.js';

/** What an account may do: dated mandates, one stream an account. */
export const mandates: Aggregate<Mandates, MandateCommand, MandateEvent> = {
  category: 'mandates',
  initialState: [],

  decide(command, state) {
    switch (command.type) {
      case 'GrantMandate':
        return grant(command, state);
      case 'RevokeMandate':
        return revoke(command, state);
      default:
        return assertNever(command);
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'MandateGranted': {
        const { mandateId, role, scope, from, to } = event.data;
        return [...state, { mandateId, role, scope, from, to, until: dayAfter(to) }];
      }
      case 'MandateRevoked': {
        const { mandateId, effectiveOn } = event.data;
        return state.map((mandate) => (mandate.mandateId === mandateId ? { ...mandate, until: effectiveOn } : mandate));
      }
      default:
        return assertNever(event);
    }
  },

  reach: () => ({ accounts: ['*'] }),
  audience: () => ({ accounts: ['*'] }),
};

function grant({ data, facts, by }: MandateCommandOf<'GrantMandate'>, state: Mandates): MandateEvent[] {
  const { role, scope, from, to } = data;
  const { accountId, mandateId } = facts;
  const term = { from, until: dayAfter(to) };
  const current = state.filter((mandate) => overlap(mandate, term));
  const same = current.find((mandate) => mandate.role === role && mandate.scope === scope);

  if (by.accountId === accountId) return refuse('mandate/self-grant');
  if (to !== undefined && to < from) return refuse('mandate/term-reversed');
  if (!scopeFits(role, scope, from)) return refuse('mandate/scope-does-not-fit');
  if (same?.from === from && same.until === term.until) return [];
  if (same) return refuse('mandate/duplicate');
  if (current.some((mandate) => (mandate.role === 'ADMIN') !== (role === 'ADMIN'))) {
    return refuse('mandate/admin-has-no-business-role');
  }
  return [{ type: 'MandateGranted', data: { accountId, mandateId, ...data, grantedBy: by.accountId } }];
}

function revoke({ data, on }: MandateCommandOf<'RevokeMandate'>, state: Mandates): MandateEvent[] {
  const { mandateId, effectiveOn = on, reason } = data;
  const mandate = mandateById(state, mandateId);
  if (!mandate) return refuse('mandate/not-found');
  if (mandate.until !== undefined && mandate.until <= effectiveOn) return [];
  return [{ type: 'MandateRevoked', data: { mandateId, effectiveOn, reason } }];
}

const dayAfter = (to: BusinessDate | undefined) => (to === undefined ? undefined : addDays(to, 1));

function scopeFits(role: GrantableRole, scope: string, date: BusinessDate): boolean {
  switch (role) {
    case 'CITY':
    case 'AUDIT':
      return cityCode.safeParse(scope).success && inForce(scope, date);
    case 'DIST':
      return districtCode.safeParse(scope).success && inForce(scope, date);
    case 'COORD':
    case 'UNIT':
      return id.safeParse(scope).success;
    case 'ADMIN':
      return scope === '*';
    default:
      return assertNever(role);
  }
}
