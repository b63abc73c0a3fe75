import type { PeriodEvent } from '@lianjian/periods/events';
import {
  CAUSE,
  CLOSED_AT,
  COUNCIL,
  chief,
  clerk,
  closed,
  corrected,
  DISTRICTS,
  first,
  generated,
  LATER,
  published,
  reason,
  second,
} from '@lianjian/periods/examples';
import { rowsOf } from '@lianjian/projections/testing';
import { streamOf } from '../testing-events.js';
import { periodView } from './period.view.js';
import { reportVersionView } from './report-version.view.js';

const ID = `${COUNCIL}-2026-03`;
const versionsAfter = (...events: readonly PeriodEvent[]) =>
  rowsOf(reportVersionView, ...streamOf(`period-${ID}`, ...events));

describe('The row of a period', () => {
  it('is there once the month is closed, and stays as it was then', () => {
    const rows = rowsOf(periodView, ...streamOf(`period-${ID}`, closed, generated(), published(1, first), corrected));
    expect(rows).toEqual({
      [ID]: {
        ...{ councilId: COUNCIL, month: '2026-03', districtCodes: DISTRICTS },
        ...{ closedAt: CLOSED_AT, cutoff: CLOSED_AT, dueOn: '2026-04-08' },
      },
    });
  });
});

describe('The rows of a report', () => {
  it('are a draft until somebody publishes it', () => {
    const draft = versionsAfter(closed, generated())[`${ID}/R-01/1`];
    expect(draft).toMatchObject({ versionNo: 1, content: first, preparedBy: clerk.accountId, publishedAt: null });
    const out = versionsAfter(closed, generated(), published(1, first))[`${ID}/R-01/1`];
    const at = streamOf(`period-${ID}`, closed, generated(), published(1, first))[2]?.metadata.recordedAt;
    expect(out).toEqual({ ...draft, publishedAt: at, publishedBy: chief.accountId });
  });

  it('are one for each version: a correction stands beside what was published', () => {
    const rows = versionsAfter(closed, generated(), published(1, first), corrected, published(2, second));
    expect(rows[`${ID}/R-01/1`]).toMatchObject({ content: first, cells: [], reason: null, causedByEvents: [] });
    expect(rows[`${ID}/R-01/2`]).toMatchObject({
      ...{ content: second, asOf: LATER, reason, causedByEvents: [CAUSE], publishedBy: chief.accountId },
      cells: [{ key: 'M1' }, { key: 'M3' }],
    });
  });
});
