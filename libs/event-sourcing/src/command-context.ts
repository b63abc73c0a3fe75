import { newAggregateId } from '@lianjian/kernel/ids';
import { type BusinessDate, businessDateOf, type Instant } from '@lianjian/kernel/time';
import { type Actor, SYSTEM } from '@lianjian/permissions/actor';
import type { Command, Wish } from './decider.js';
import type { Metadata } from './event-store.js';
import type { ExecuteOptions } from './execute.js';

/** What the edge knows of a request besides the wish itself. HTTP requests make one; so does the demo's script. */
export interface CommandContext {
  readonly actor: Actor;
  /** The edge's clock when the request arrived. */
  readonly at: Instant;
  /** Today in Shanghai. */
  readonly occurredOn: BusinessDate;
  /** The id of an aggregate that the request creates: the same one for a retry with the same key. */
  newId(category: string): string;
  /** The options of `execute` for the aggregate that the request addresses. */
  options(reasons?: Readonly<Pick<Metadata, 'onBehalfOf' | 'reason'>>): ExecuteOptions;
  /** The same for aggregates that are written along the way, whose version the client never saw. */
  metadata(reasons?: Readonly<Pick<Metadata, 'onBehalfOf' | 'reason'>>): ExecuteOptions['metadata'];
}

/** The command that a wish becomes at the edge, before its facts are gathered. `on` is its business date. */
export function commandOf<C extends Command>(
  wish: Wish<C>,
  { actor, at, occurredOn }: CommandContext,
  on = occurredOn,
): C {
  return { ...wish, facts: undefined, by: actor, at, on } as unknown as C;
}

/** The context of what the service does by itself, on a rule and not on anybody's wish. */
export function serviceContext(at: Instant, correlationId: string): CommandContext {
  const metadata: CommandContext['metadata'] = (reasons) => ({
    source: 'SYSTEM',
    correlationId,
    causationId: correlationId,
    ...reasons,
  });
  return {
    actor: SYSTEM,
    at,
    occurredOn: businessDateOf(at),
    newId: (category) => newAggregateId(category, SYSTEM.accountId),
    metadata,
    options: (reasons) => ({ metadata: metadata(reasons) }),
  };
}
