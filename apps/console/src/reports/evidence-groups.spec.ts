import { groupsOf, pageOf, subjectOf } from './evidence-groups';

const event = (stream: string, version: number) => ({
  eventId: `${stream}/${version}`,
  stream,
  version,
  type: 'ActivityHeld',
  label: '记录活动',
  occurredOn: '2026-03-05',
  recordedAt: '2026-03-06T01:00:00.000Z',
});
const council = 'c74e552a-a492-592d-820d-899bf10adbe7';

describe('the events behind a figure', () => {
  it('are told by object, each event once, the objects as they come', () => {
    const groups = groupsOf([
      event('activity-b', 2),
      event('unit-a', 1),
      event('activity-b', 1),
      event('activity-b', 1),
    ]);
    expect(groups.map(({ stream, events }) => [stream, events.map(({ version }) => version)])).toEqual([
      ['activity-b', [1, 2]],
      ['unit-a', [1]],
    ]);
  });

  it('lead to the page of their object', () => {
    expect(pageOf(subjectOf('activity-b'))).toBe('/activities/b');
    expect(pageOf(subjectOf(`agreement-${council}`))).toBe(`/agreements/${council}`);
    expect(pageOf(subjectOf(`period-${council}-2026-03`))).toBe(`/councils/${council}/months/2026-03`);
  });
});
