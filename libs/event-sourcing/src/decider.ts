import type { BusinessDate, Instant } from '@lianjian/kernel/time';
import type { Actor, Scope } from '@lianjian/permissions/actor';

/** A fact, past tense, JSON only: what goes into a store comes back out of it unchanged. */
export type DomainEvent<Type extends string = string, Data extends object = object> = Readonly<{
  type: Type;
  data: Readonly<Data>;
}>;

/**
 * A wish, imperative. Everything `decide` may know comes with it: nothing below the edge reads a clock, a database or
 * another stream.
 *
 * - `data`: what the user asked for, already checked for shape at the edge
 * - `facts`: what the streams of other aggregates say, gathered by the handler
 * - `by`: who wishes it, under which mandate
 * - `at`: the service's clock when the wish arrived
 * - `on`: the business date it is about (today in Shanghai unless the user said otherwise)
 */
export type Command<Type extends string = string, Data extends object = object, Facts = unknown> = Readonly<{
  type: Type;
  data: Readonly<Data>;
  facts: Facts;
  by: Actor;
  at: Instant;
  on: BusinessDate;
}>;

/** A command before the edge has added who, when and the facts. */
export type Wish<C extends Command> = C extends Command ? Pick<C, 'type' | 'data'> : never;

export interface Decider<State, C extends Command, E extends DomainEvent> {
  readonly initialState: State;
  /** Returns the new facts; returns none when the wish is already true; throws DomainError when it may not come true. */
  readonly decide: (command: C, state: State) => readonly E[];
  /** Total: every recorded event is a fact, so there is nothing to refuse. */
  readonly evolve: (state: State, event: E) => State;
}

/** Turns schema n of an event type's data into schema n + 1. Keyed `Type@n`. */
export type Upcasters = Readonly<Record<`${string}@${number}`, (data: never) => object>>;

/** A decider with an address and an answer to "whose business is this". Its events live in streams `<category>-<id>`. */
export interface Aggregate<State, C extends Command, E extends DomainEvent> extends Decider<State, C, E> {
  readonly category: string;
  readonly upcasters?: Upcasters;
  /**
   * Within which districts, councils and units an actor must stand to send this command (the matrix names the role).
   * Asked before the facts are gathered: it looks at `data` and the state only.
   */
  readonly reach: (command: C, state: State) => Scope;
  /** Who may know that this aggregate exists at all. Outside of it a refusal reads "not found", not "forbidden". */
  readonly audience: (state: State) => Scope;
}

export function assertNever(value: never): never {
  throw new TypeError(`Unhandled case: ${JSON.stringify(value)}`);
}
