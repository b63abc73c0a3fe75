import { z } from 'zod';
import type { Aggregate, Command } from './decider.js';
import type { EventOf } from './schema.js';
import { describeStoredEvents } from './stored-events-contract.js';
import { currentSchema, upcast } from './upcast.js';

const meterEvents = {
  MeterRead: z.object({ litres: z.number(), by: z.string() }),
  MeterSealed: z.object({}),
};
type MeterEvent = EventOf<typeof meterEvents>;

/** Once readings came in cubic metres, then in litres, then with who read them. */
const meter: Aggregate<number, Command, MeterEvent> = {
  category: 'meter',
  initialState: 0,
  decide: () => [],
  evolve: (litres, event) => (event.type === 'MeterRead' ? event.data.litres : litres),
  upcasters: {
    'MeterRead@1': ({ cubicMetres }: { cubicMetres: number }) => ({ litres: cubicMetres * 1000 }),
    'MeterRead@2': ({ litres }: { litres: number }) => ({ litres, by: 'unknown' }),
  },
  reach: () => ({}),
  audience: () => ({}),
};

describeStoredEvents(meter, meterEvents, [
  { type: 'MeterRead', schema: 1, data: { cubicMetres: 3 } },
  { type: 'MeterRead', schema: 2, data: { litres: 3000 } },
  { type: 'MeterRead', schema: 3, data: { litres: 3000, by: 'wang' } },
  { type: 'MeterSealed', schema: 1, data: {} },
]);

describe('Upcasting', () => {
  it('brings the oldest shape to the newest, step by step', () => {
    const old = { type: 'MeterRead', schema: 1, data: { cubicMetres: 3 } };
    expect(upcast(old, meter.upcasters)).toEqual({ type: 'MeterRead', data: { litres: 3000, by: 'unknown' } });
  });

  it('leaves a shape alone that no upcaster leads away from', () => {
    const sealed = { type: 'MeterSealed', schema: 1, data: {} };
    expect(upcast(sealed, meter.upcasters)).toEqual({ type: 'MeterSealed', data: {} });
  });

  it('writes new events with the schema that the last upcaster leads to', () => {
    expect(currentSchema('MeterRead', meter.upcasters)).toBe(3);
    expect(currentSchema('MeterSealed', meter.upcasters)).toBe(1);
  });
});
