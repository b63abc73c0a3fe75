import type { z } from 'zod';
import type { Command, DomainEvent } from './decider.js';

type Schemas = Readonly<Record<string, z.ZodType<object>>>;
type NoFacts = Record<never, never>;

/** The event union of a lib's schema table: `{ UnitRegistered: z.object(…) }` gives `DomainEvent<'UnitRegistered', …>`. */
export type EventOf<S extends Schemas> = { [T in keyof S & string]: DomainEvent<T, z.output<S[T]>> }[keyof S & string];

/** The command union of a lib's schema table; `F` names the facts that some of them need. */
export type CommandOf<S extends Schemas, F extends object = NoFacts> = {
  [T in keyof S & string]: Command<T, z.output<S[T]>, T extends keyof F ? F[T] : undefined>;
}[keyof S & string];

/** One member of such a union by its type. */
export type Of<U extends { type: string }, T extends U['type']> = Extract<U, { type: T }>;
