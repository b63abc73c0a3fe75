import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { advance, keysOf, type OpenRow, viewEvent } from './fold.js';
import { rowsOf } from './testing.js';
import { toyActivityView, toyParticipationView, toyStream, toyUpcasters } from './toy-views.js';

const life = (nr: number): readonly RecordedEvent[] => {
  const { stream, events } = toyStream(nr);
  return events.map((event, index) => ({ ...event, stream, version: index + 1, position: String(index + 1) }));
};
const activityOf = ([first]: readonly RecordedEvent[]) => first?.stream.slice('activity-'.length) as string;

describe('A view', () => {
  it('folds a stream into the row of the same id', () => {
    const events = life(9);
    expect(rowsOf(toyActivityView, ...events)).toEqual({
      [activityOf(events)]: {
        title: '第9次联建活动',
        heldOn: '2026-03-05',
        startAt: '2026-03-05T01:30:00.000Z',
        tags: ['便民', '"9"'],
        cost: '9',
        corrections: 4,
        verified: true,
        remarks: { nr: 9, by: '联席会办公室', parts: [1, { a: null }] },
      },
    });
  });

  it('folds a stream into rows of its parts', () => {
    const rows = rowsOf(toyParticipationView, ...life(1));
    expect(Object.values(rows).map(({ onSite }) => onSite)).toEqual([3, 7, 8, 9, 10, 11]);
  });

  it('reads events as they were written by an earlier release', () => {
    const old = life(4).filter(({ schema, type }) => schema === 1 && type === 'ParticipationCorrected');
    expect(old).toHaveLength(2);
    expect(old.map((event) => viewEvent(event, toyUpcasters).data)).toEqual([
      { unitId: expect.any(String), onSite: 4 },
      { unitId: expect.any(String), onSite: 6 },
    ]);
  });

  it('knows the id of a stream whose id has dashes in it', () => {
    const [event] = life(1) as [RecordedEvent];
    expect(viewEvent({ ...event, stream: 'period-7d2e-2026-03' }).streamId).toBe('7d2e-2026-03');
  });
});

describe('The keys of an event', () => {
  const [recorded] = life(1) as [RecordedEvent];
  const event = viewEvent(recorded);

  it('are the id of the stream unless the view says otherwise', () => {
    expect(keysOf({}, event)).toEqual([event.streamId]);
    expect(keysOf({ keys: () => [] }, event)).toEqual([]);
  });

  it('count once each', () => {
    const key = `${event.streamId}/u1`;
    expect(keysOf({ keys: () => [key, key] }, event)).toEqual([key]);
  });

  it.each(['u1', 'u1/activity'])(
    'must begin with the id of the stream, or two streams could write one row: %s',
    (key) => {
      expect(() => keysOf({ keys: () => [key] }, event)).toThrow('does not begin with the id of the stream');
      expect(() => keysOf({ keys: () => [`${event.streamId}${key}`] }, event)).toThrow(RangeError);
    },
  );
});

describe('The next version of a row', () => {
  const [recorded] = life(1) as [RecordedEvent];
  const event = { ...viewEvent(recorded), version: 4 };
  const at = event.metadata.recordedAt;
  const current: OpenRow = { key: 'k', version: 3, recordedAt: '2020-01-01T00:00:00.000Z', eventIds: ['e3'], own: {} };

  it('is none when the event leaves the row alone', () => {
    expect(advance({ project: () => undefined }, current, event, 'k')).toBeUndefined();
    expect(advance({ project: (row) => row }, current, event, 'k')).toBeUndefined();
  });

  it('knows by which event it came, when, and which events came before', () => {
    expect(advance({ project: () => ({ n: 1 }) }, current, event, 'k')).toEqual({
      key: 'k',
      version: 4,
      recordedAt: at,
      eventIds: ['e3', event.id],
      own: { n: 1 },
    });
  });

  it('is not visible before the version that it builds upon, whatever the clocks said', () => {
    const ahead = { ...current, recordedAt: '2030-01-01T00:00:00.000Z' };
    expect(advance({ project: () => ({ n: 1 }) }, ahead, event, 'k')?.recordedAt).toBe(ahead.recordedAt);
  });
});
