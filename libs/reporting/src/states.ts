import type { BusinessDate } from '@lianjian/kernel/time';
import type { StateFact } from './facts.js';

/** The state that held at the end of that day; undefined before the first. */
export function stateOn<State extends string>(
  { states }: Readonly<{ states: readonly StateFact<State>[] }>,
  date: BusinessDate,
): State | undefined {
  return states.findLast(({ from }) => from <= date)?.state;
}

/** The day since which the state has held last; undefined when it never did. */
export function sinceOf<State extends string>(
  { states }: Readonly<{ states: readonly StateFact<State>[] }>,
  state: State,
): BusinessDate | undefined {
  return states.findLast((fact) => fact.state === state)?.from;
}
