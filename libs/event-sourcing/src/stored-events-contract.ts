import type { z } from 'zod';
import type { Aggregate, Command, DomainEvent } from './decider.js';
import { currentSchema, upcast } from './upcast.js';

/** An event's data as some release wrote it: `{ "type": "UnitRegistered", "schema": 1, "data": { … } }`. */
export type StoredEvent = Readonly<{ type: string; schema: number; data: object }>;

/**
 * Holds an aggregate to everything it ever wrote. The fixtures are frozen (`stored-events.json`, only ever added to):
 * every type of the schema table has one for every schema from 1 to today's, each comes out of the upcasters in the
 * shape the table asks for, losing nothing, and folds.
 */
export function describeStoredEvents<State, C extends Command, E extends DomainEvent>(
  {
    category,
    upcasters,
    evolve,
    initialState,
  }: Pick<Aggregate<State, C, E>, 'category' | 'upcasters' | 'evolve' | 'initialState'>,
  eventSchemas: Readonly<Record<string, z.ZodType<object>>>,
  fixtures: readonly StoredEvent[],
): void {
  describe(`Stored events of ${category}`, () => {
    const written = Object.keys(eventSchemas).flatMap((type) =>
      Array.from({ length: currentSchema(type, upcasters) }, (_, index) => ({ type, schema: index + 1 })),
    );

    it('have fixtures of just the types and schemas that were ever written', () => {
      const name = ({ type, schema }: Pick<StoredEvent, 'type' | 'schema'>) => `${type}@${schema}`;
      expect([...new Set(fixtures.map(name))].sort()).toEqual(written.map(name).sort());
    });

    it('have upcasters for their own types only', () => {
      const types = Object.keys(upcasters ?? {}).map((step) => step.slice(0, step.lastIndexOf('@')));
      expect(types.filter((type) => !(type in eventSchemas))).toEqual([]);
    });

    for (const [index, fixture] of fixtures.entries()) {
      it(`read ${fixture.type}@${fixture.schema} (fixture ${index})`, () => {
        const event = upcast<E>(fixture, upcasters);
        expect(eventSchemas[fixture.type]?.parse(event.data)).toEqual(event.data);
        expect(() => evolve(initialState, event)).not.toThrow();
      });
    }
  });
}
