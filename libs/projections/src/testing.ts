import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import type { DataSource } from 'typeorm';
import { advance, keysOf, type OpenRow, viewEvent } from './fold.js';
import type { VersionedRow } from './versioned-row.js';
import type { Own, View } from './view.js';

/** The current rows that a view makes of some streams, by key: what a view's unit spec asks about. */
export function rowsOf<Row extends VersionedRow, E extends DomainEvent>(
  view: View<Row, E>,
  ...events: readonly RecordedEvent[]
): Readonly<Record<string, Own<Row>>> {
  const rows = new Map<string, OpenRow>();
  for (const recorded of events) {
    const event = viewEvent<E>(recorded, view.upcasters);
    for (const key of keysOf(view, event)) {
      const next = advance(view, rows.get(key), event, key);
      if (next) rows.set(key, next);
    }
  }
  return Object.fromEntries([...rows].map(([key, { own }]) => [key, own as Own<Row>]));
}

/** The statements by which the migrated tables still differ from the entities; none when they agree. */
export async function missingMigrations(dataSource: DataSource): Promise<readonly string[]> {
  const { upQueries } = await dataSource.driver.createSchemaBuilder().log();
  return upQueries.map(({ query }) => query);
}
