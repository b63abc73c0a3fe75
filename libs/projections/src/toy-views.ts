import type { DomainEvent, Upcasters } from '@lianjian/event-sourcing/decider';
import type { NewEvent } from '@lianjian/event-sourcing/event-store';
import { uuidV5 } from '@lianjian/kernel/ids';
import type { Instant } from '@lianjian/kernel/time';
import { SYSTEM } from '@lianjian/permissions/actor';
import { Column, Entity } from 'typeorm';
import { createBookkeeping, type Queryable } from './bookkeeping.js';
import { instant, VersionedRow } from './versioned-row.js';
import type { View } from './view.js';

/*
 * A read side small enough for specs and benches, and with one of everything: rows of a whole stream and of its parts,
 * every kind of column, an old event schema.
 */

export type ToyEvent =
  | DomainEvent<'ActivityHeld', { title: string; heldOn: string; startAt: Instant; tags: string[]; cost: string }>
  | DomainEvent<'UnitsTookPart', { units: { unitId: string; onSite: number }[] }>
  | DomainEvent<'ParticipationCorrected', { unitId: string; onSite: number }>
  | DomainEvent<'ActivityVerified', { remarks: Record<string, unknown> }>;

export const toyUpcasters: Upcasters = {
  'ParticipationCorrected@1': ({ unit, people }: { unit: string; people: number }) => ({
    unitId: unit,
    onSite: people,
  }),
};

@Entity('toy_activity')
export class ToyActivityRow extends VersionedRow {
  @Column('text') readonly title!: string;
  @Column('date', { name: 'held_on' }) readonly heldOn!: string;
  @Column('timestamptz', { name: 'start_at', transformer: instant }) readonly startAt!: Instant;
  @Column('text', { array: true }) readonly tags!: readonly string[];
  @Column('numeric') readonly cost!: string;
  @Column('int') readonly corrections!: number;
  @Column('boolean') readonly verified!: boolean;
  @Column('jsonb', { nullable: true }) readonly remarks!: Readonly<Record<string, unknown>> | null;
}

@Entity('toy_participation')
export class ToyParticipationRow extends VersionedRow {
  @Column('text', { name: 'activity_id' }) readonly activityId!: string;
  @Column('text', { name: 'unit_id' }) readonly unitId!: string;
  @Column('int', { name: 'on_site' }) readonly onSite!: number;
}

export const toyActivityView: View<ToyActivityRow, ToyEvent> = {
  entity: ToyActivityRow,
  category: 'activity',
  upcasters: toyUpcasters,

  project(row, event) {
    switch (event.type) {
      case 'ActivityHeld':
        return { ...event.data, corrections: 0, verified: false, remarks: null };
      case 'ParticipationCorrected':
        return row && { ...row, corrections: row.corrections + 1 };
      case 'ActivityVerified':
        return row && { ...row, verified: true, remarks: event.data.remarks };
      default:
        return undefined;
    }
  },
};

export const toyParticipationView: View<ToyParticipationRow, ToyEvent> = {
  entity: ToyParticipationRow,
  category: 'activity',
  upcasters: toyUpcasters,

  keys({ type, data, streamId }) {
    if (type === 'UnitsTookPart') return data.units.map(({ unitId }) => `${streamId}/${unitId}`);
    return type === 'ParticipationCorrected' ? [`${streamId}/${data.unitId}`] : [];
  },

  project(row, { type, data, streamId }, key) {
    const unitId = key.slice(streamId.length + 1);
    switch (type) {
      case 'UnitsTookPart': {
        const part = data.units.find((unit) => unit.unitId === unitId);
        return part && { activityId: streamId, unitId, onSite: part.onSite };
      }
      case 'ParticipationCorrected':
        return row && { ...row, onSite: data.onSite };
      default:
        return undefined;
    }
  },
};

export const toyEntities = [ToyActivityRow, ToyParticipationRow];
export const toyViews: readonly View[] = [toyActivityView, toyParticipationView];

/** What the migrations of an application would do. */
export async function migrateToy(database: Queryable): Promise<void> {
  await createBookkeeping(database);
  const versioned = `key text COLLATE "C" NOT NULL, version int NOT NULL, recorded_at timestamptz NOT NULL,
    superseded_at timestamptz, event_ids uuid[] NOT NULL`;
  await database.query(
    `CREATE TABLE views.toy_activity (${versioned}, title text NOT NULL, held_on date NOT NULL,
       start_at timestamptz NOT NULL, tags text[] NOT NULL, cost numeric NOT NULL, corrections int NOT NULL,
       verified boolean NOT NULL, remarks jsonb, CONSTRAINT toy_activity_pk PRIMARY KEY (key, version))`,
  );
  await database.query(
    `CREATE TABLE views.toy_participation (${versioned}, activity_id text NOT NULL, unit_id text NOT NULL,
       on_site int NOT NULL, CONSTRAINT toy_participation_pk PRIMARY KEY (key, version))`,
  );
  // The names that TypeORM derives from the entities, as a generated migration has them.
  await database.query(
    'CREATE UNIQUE INDEX "IDX_9bdd3ab63776166c1af27c1bf1" ON views.toy_activity (key) WHERE superseded_at IS NULL',
  );
  await database.query(
    'CREATE UNIQUE INDEX "IDX_53f7c3dd1cb0fcbf93d02115a4" ON views.toy_participation (key) WHERE superseded_at IS NULL',
  );
}

/** One event of a toy stream, as a command at that instant would write it. */
export function toyEvent(
  id: string,
  { type, data, schema = type === 'ParticipationCorrected' ? 2 : 1 }: ToyEvent & { schema?: number },
  recordedAt: Instant,
): NewEvent {
  const metadata = {
    occurredOn: recordedAt.slice(0, 10),
    recordedAt,
    actor: SYSTEM,
    source: 'UI',
    correlationId: id,
    causationId: id,
  } as const;
  return { id, type, schema, data, metadata };
}

const IDS = '3d2a3f6e-2c55-4f55-9a53-9d0a4d1c7a77';

/** The life of one activity: held, six units took part, some corrections, perhaps verified. The same for the same number. */
export function toyStream(nr: number): { stream: string; events: NewEvent[] } {
  const activityId = uuidV5(IDS, `activity ${nr}`);
  const units = Array.from({ length: 6 }, (_, index) => ({
    unitId: uuidV5(IDS, `unit ${(nr * 7 + index * 3) % 88}`),
    onSite: 5 + ((nr + index) % 40),
  }));
  const corrected = units.slice(0, nr % 5);
  const life: (ToyEvent & { schema?: number })[] = [
    {
      type: 'ActivityHeld',
      data: {
        title: `第${nr}次联建活动`,
        heldOn: '2026-03-05',
        startAt: '2026-03-05T01:30:00.000Z',
        tags: ['便民', `"${nr}"`],
        cost: String(nr % 1000),
      },
    },
    { type: 'UnitsTookPart', data: { units: units.slice(0, 2) } },
    ...units.slice(2).map((unit) => ({ type: 'UnitsTookPart' as const, data: { units: [unit] } })),
    ...corrected.map(({ unitId }, index) => ({
      type: 'ParticipationCorrected' as const,
      // Every second one as the first release wrote it.
      ...(index % 2 === 0
        ? { data: { unitId, onSite: 3 + index } }
        : { schema: 1, data: { unit: unitId, people: 3 + index } as never }),
    })),
    ...(nr % 3 === 0
      ? [{ type: 'ActivityVerified' as const, data: { remarks: { nr, by: '联席会办公室', parts: [1, { a: null }] } } }]
      : []),
  ];
  const start = Date.parse('2026-03-06T02:00:00.000Z') + nr * 60_000;
  const events = life.map((event, index) =>
    toyEvent(uuidV5(IDS, `event ${nr}/${index}`), event, new Date(start + index * 3_600_000).toISOString()),
  );
  return { stream: `activity-${activityId}`, events };
}
