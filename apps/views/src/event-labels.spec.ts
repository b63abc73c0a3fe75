import { activityEvents } from '@lianjian/activities/events';
import { agreementEvents } from '@lianjian/agreements/events';
import { councilEvents } from '@lianjian/councils/events';
import { mandateEvents } from '@lianjian/mandates/events';
import { periodEvents } from '@lianjian/periods/events';
import { projectEvents } from '@lianjian/projects/events';
import { unitEvents } from '@lianjian/units/events';
import { eventLabels, labelOf } from './event-labels.js';

const EVENTS = {
  ...{ ...unitEvents, ...councilEvents, ...agreementEvents, ...projectEvents },
  ...{ ...activityEvents, ...periodEvents, ...mandateEvents },
};

describe('The labels of events', () => {
  it('name every type there is, and no other', () => {
    expect(Object.keys(eventLabels).sort()).toEqual(Object.keys(EVENTS).sort());
  });

  it('are Chinese', () => {
    expect(
      Object.values(eventLabels).filter((label) => !/^\p{Script=Han}[\p{Script=Han}（）、]+$/u.test(label)),
    ).toEqual([]);
  });

  it('fall back on the type', () => expect(labelOf('NeverHeardOf')).toBe('NeverHeardOf'));
});
