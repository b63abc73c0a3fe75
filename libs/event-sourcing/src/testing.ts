import type { Instant } from '@lianjian/kernel/time';
import { businessDateOf } from '@lianjian/kernel/time';
import type { Actor } from '@lianjian/permissions/actor';
import type { Command, Decider, DomainEvent } from './decider.js';
import { DomainError } from './errors.js';

/** given(facts).when(wish).then(new facts): the language every decider spec is written in. */
export const specify =
  <State, C extends Command, E extends DomainEvent>({ decide, evolve, initialState }: Decider<State, C, E>) =>
  (...past: E[]) => ({
    when: (command: C) => {
      const run = () => decide(command, past.reduce(evolve, initialState));
      return {
        then: (...expected: E[]) => expect(run()).toEqual(expected),
        thenNothing: () => expect(run()).toEqual([]),
        thenRefused: (code: string) => {
          let refusal: unknown;
          try {
            run();
          } catch (error) {
            refusal = error;
          }
          expect(refusal).toBeInstanceOf(DomainError);
          expect((refusal as DomainError).code).toBe(code);
        },
      };
    },
  });

/** Makes the commands of a spec: `wish(by, at)('SignAgreement', data, facts)`; `on` is the business date of `at`. */
export const wish =
  (by: Actor, at: Instant) =>
  <C extends Command>(type: C['type'], data: C['data'], facts?: C['facts']): C =>
    ({ type, data, facts, by, at, on: businessDateOf(at) }) as C;
