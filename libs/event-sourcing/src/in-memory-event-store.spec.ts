import { describeEventFeed } from './event-feed-contract.js';
import { describeEventStore } from './event-store-contract.js';
import { InMemoryEventFeed, InMemoryEventStore } from './in-memory-event-store.js';

const close = async () => {};

describeEventStore('InMemoryEventStore', async () => ({ store: new InMemoryEventStore(), close }));

describeEventFeed('InMemoryEventFeed', async () => {
  const store = new InMemoryEventStore();
  return { store, feed: new InMemoryEventFeed(store), close };
});
