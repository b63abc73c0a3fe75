import { causesIn, recordedIn } from './causes';

const event = (activity: string, version: number, type = 'ActivityHeld') => ({
  eventId: `${activity}/${version}`,
  stream: `activity-${activity}`,
  version,
  type,
  label: type,
  occurredOn: '2026-05-26',
  recordedAt: `2026-06-1${version}T01:00:00.000Z`,
});
const none = { 'late/M1': [], 'late/M3': [], 'corrected/M1': [], 'corrected/M3': [] };

describe('why a month reads differently', () => {
  it('is told by activity, a late one as late although its groups are late, too', () => {
    const late = [event('a', 1), event('a', 2, 'ParticipationRecorded')];
    const causes = causesIn({ ...none, 'late/M1': late, 'late/M3': [...late, event('b', 5, 'ParticipationRecorded')] });
    expect(causes.map(({ activityId, nature }) => [activityId, nature])).toEqual([
      ['a', 'LATE'],
      ['b', 'LATE_GROUPS'],
    ]);
  });

  it('says what was recorded of a corrected one, and when', () => {
    const [cause] = causesIn({ ...none, 'corrected/M1': [event('a', 9, 'ActivityVoided')] });
    expect(cause?.nature).toBe('CORRECTED');
    expect(cause && recordedIn(cause)).toMatchObject({
      types: [{ type: 'ActivityVoided' }],
      recordedAt: '2026-06-19T01:00:00.000Z',
    });
  });
});
