import { readFileSync } from 'node:fs';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { rowsOf } from '@lianjian/projections/testing';
import { categoriesOf, type View } from '@lianjian/projections/view';
import { newEvent } from './testing-events.js';
import { views } from './views.js';

type Stored = DomainEvent & Readonly<{ schema: number }>;

const LIBS: Readonly<Record<string, string>> = {
  ...{ unit: 'units', council: 'councils', agreement: 'agreements' },
  ...{ project: 'projects', activity: 'activities', period: 'periods' },
};

/** Everything of that category that some release may have written. */
const everStored = (category: string): Stored[] =>
  JSON.parse(readFileSync(new URL(`../../../libs/${LIBS[category]}/src/stored-events.json`, import.meta.url), 'utf8'));

/** One after the other on one stream, whether or not a command would have led there: a view is told facts. */
function stream(category: string, events: readonly Stored[]): RecordedEvent[] {
  const id =
    category === 'period' ? '00000000-0000-4000-8000-000000000001-2026-03' : '00000000-0000-4000-8000-000000000001';
  return events.map(({ schema, ...event }, index) => {
    const version = index + 1;
    const written = newEvent(`${category}-${id}`, version, event, '2026-03-01T00:00:00.000Z');
    return { ...written, schema, stream: `${category}-${id}`, version, position: String(version) };
  });
}

const folds = views.flatMap((view) =>
  categoriesOf(view as View).map((category): [string, string, View] => [view.entity.name, category, view as View]),
);

describe.each(folds)('%s of %s', (_, category, view) => {
  const stored = everStored(category);

  it('is folded from whatever was ever stored, in plain JSON', () => {
    const rows = rowsOf(view, ...stream(category, stored));
    expect(Object.keys(rows)).not.toEqual([]);
    expect(rows).toEqual(JSON.parse(JSON.stringify(rows)));
  });

  it('takes no offence at events without their beginning', () => {
    for (const event of stored) expect(() => rowsOf(view, ...stream(category, [event]))).not.toThrow();
  });
});
