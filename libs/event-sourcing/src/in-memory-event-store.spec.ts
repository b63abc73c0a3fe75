import { InMemoryEventFeed, InMemoryEventStore } from './in-memory-event-store.js';
import { describeEventFeed, describeEventStore } from './testing-contracts.js';

const close = async () => {};

describeEventStore('InMemoryEventStore', async () => ({ store: new InMemoryEventStore(), close }));

describeEventFeed('InMemoryEventFeed', async () => {
  const store = new InMemoryEventStore();
  return { store, feed: new InMemoryEventFeed(store), close };
});
