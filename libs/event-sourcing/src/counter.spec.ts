import { counterEvents, nextNumber } from './counter.js';
import type { NewEvent, RecordedEvent } from './event-store.js';
import { InMemoryEventStore } from './in-memory-event-store.js';
import fixtures from './stored-events.json' with { type: 'json' };
import { describeStoredEvents } from './stored-events-contract.js';

describeStoredEvents(
  { category: 'counter', initialState: 0, evolve: (drawn: number) => drawn + 1 },
  counterEvents,
  fixtures.filter(({ type }) => type in counterEvents),
);

const context = {
  at: '2026-07-01T08:00:00.000Z',
  occurredOn: '2026-07-01',
  metadata: () => ({ source: 'UI' as const, correlationId: 'c', causationId: 'c', idempotencyKey: 'k' }),
};
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);
const sorted = (numbers: readonly number[]) => [...numbers].sort((a, b) => a - b);

/** Another process's view of the same streams, which remembers counters of its own. */
class Elsewhere extends InMemoryEventStore {
  reads = 0;
  appends = 0;

  constructor(private readonly shared: InMemoryEventStore) {
    super();
  }

  override read(stream: string, from?: number): Promise<readonly RecordedEvent[]> {
    this.reads += 1;
    return this.shared.read(stream, from);
  }

  override async append(stream: string, expected: number, events: readonly NewEvent[]) {
    this.appends += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return this.shared.append(stream, expected, events);
  }
}

describe('A counter', () => {
  it('gives each series its own numbers from one', async () => {
    const store = new InMemoryEventStore();
    expect(await nextNumber(store, 'GJ-320104-2026', context)).toBe(1);
    expect(await nextNumber(store, 'GJ-320104-2026', context)).toBe(2);
    expect(await nextNumber(store, 'GJ-320102-2026', context)).toBe(1);
    expect(await store.read('counter-GJ-320104-2026')).toMatchObject([
      { type: 'NumberDrawn', version: 1 },
      { type: 'NumberDrawn', version: 2 },
    ]);
  });

  it('gives no number twice, and leaves no gap, to many who ask at once', async () => {
    const store = new InMemoryEventStore();
    const drawn = await Promise.all(oneTo(200).map(() => nextNumber(store, 'DW', context)));
    expect(drawn).toEqual(oneTo(200));
  });

  it('gives no number twice to processes that know nothing of each other, and reads no stream', async () => {
    const shared = new InMemoryEventStore();
    const stores = oneTo(4).map(() => new Elsewhere(shared));
    const drawn = await Promise.all(stores.flatMap((store) => oneTo(25).map(() => nextNumber(store, 'DW', context))));
    expect(sorted(drawn)).toEqual(oneTo(100));
    expect(stores.map(({ reads }) => reads)).toEqual([0, 0, 0, 0]);
  });

  it('finds the end of a long series at the second attempt, and then knows it', async () => {
    const shared = new InMemoryEventStore();
    for (const _ of oneTo(7)) await nextNumber(shared, 'DW', context);
    const elsewhere = new Elsewhere(shared);
    expect(await nextNumber(elsewhere, 'DW', context)).toBe(8);
    expect(elsewhere.appends).toBe(2);
    expect(await nextNumber(elsewhere, 'DW', context)).toBe(9);
    expect(elsewhere.appends).toBe(3);
    expect(await nextNumber(shared, 'DW', context)).toBe(10);
  });

  it('gives the same request two numbers rather than two requests one', async () => {
    const store = new InMemoryEventStore();
    expect(await Promise.all([nextNumber(store, 'DW', context), nextNumber(store, 'DW', context)])).toEqual([1, 2]);
  });

  it('fails when the store does, and works again when the store does', async () => {
    const store = new InMemoryEventStore();
    const append = store.append.bind(store);
    store.append = () => Promise.reject(new Error('no connection'));
    await expect(nextNumber(store, 'DW', context)).rejects.toThrow('no connection');
    store.append = append;
    expect(await nextNumber(store, 'DW', context)).toBe(1);
  });
});
