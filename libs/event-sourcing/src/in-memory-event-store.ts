import { WrongVersionError } from './errors.js';
import { type Batch, EventFeed, type Subscription } from './event-feed.js';
import { EventStore, type NewEvent, type RecordedEvent } from './event-store.js';
import { WakeUp } from './wake-up.js';

/** The store of unit tests: keeps every promise of the port but the one to remember. */
export class InMemoryEventStore extends EventStore {
  readonly log: RecordedEvent[] = [];
  readonly appended = new WakeUp();
  readonly #streams = new Map<string, RecordedEvent[]>();

  async read(stream: string, from = 1): Promise<readonly RecordedEvent[]> {
    return (this.#streams.get(stream) ?? []).slice(Math.max(from, 1) - 1);
  }

  async append(stream: string, expected: number, events: readonly NewEvent[]): Promise<readonly RecordedEvent[]> {
    // What a database would do to it: whatever is not JSON is lost here and not only in production.
    const asJson = JSON.parse(JSON.stringify(events)) as NewEvent[];
    const past = this.#streams.get(stream) ?? [];
    if (past.length !== expected) throw new WrongVersionError(stream, expected, past.length);

    const recorded = asJson.map((event, index) => ({
      ...event,
      stream,
      version: expected + index + 1,
      position: String(this.log.length + index + 1),
    }));
    this.#streams.set(stream, [...past, ...recorded]);
    this.log.push(...recorded);
    this.appended.ring();
    return recorded;
  }
}

/** Everything that an in-memory store holds; a position is the number of events up to it. */
export class InMemoryEventFeed extends EventFeed {
  constructor(private readonly store: InMemoryEventStore) {
    super();
  }

  async *subscribe({ from, categories, batchSize = 500, signal }: Subscription): AsyncIterable<Batch> {
    let handled = Number(from ?? 0);
    while (!signal.aborted) {
      const { rings } = this.store.appended;
      const page = this.store.log.slice(handled, handled + batchSize);
      if (page.length === 0) {
        await this.store.appended.wait(rings, Number.POSITIVE_INFINITY, signal);
        continue;
      }
      handled += page.length;
      const events = page.filter(({ stream }) => !categories || categories.includes(categoryOf(stream)));
      yield { events, position: String(handled) };
    }
  }

  async head(): Promise<string | undefined> {
    return this.store.log.at(-1)?.position;
  }

  end(): Promise<string | undefined> {
    return this.head();
  }

  compare(a: string, b: string): number {
    return Number(a) - Number(b);
  }
}

const categoryOf = (stream: string) => stream.slice(0, stream.indexOf('-'));
