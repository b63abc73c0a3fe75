import { isOver, stateOf, stepOf } from './month-state';

const version = (reportCode: 'R-01' | 'R-02', versionNo: number, status: 'DRAFT' | 'PUBLISHED') => ({
  reportCode,
  versionNo,
  status,
  asOf: '2026-04-08T09:00:00.000Z',
  measureVersion: '2026.1',
  contentHash: 'sha256:0',
  preparedBy: 'a',
  publishedAt: null,
  publishedBy: null,
  reason: null,
});
const month = (status: 'OPEN' | 'CLOSED', ...reports: ReturnType<typeof version>[]) => ({
  month: '2026-03',
  status,
  reports,
});

describe('a month on its way to a published report', () => {
  it('is closed, generated, checked by another person, and then done', () => {
    const published = version('R-01', 1, 'PUBLISHED');
    expect([
      stepOf(month('OPEN'), 'R-01'),
      stepOf(month('CLOSED', version('R-02', 1, 'DRAFT')), 'R-01'),
      stepOf(month('CLOSED', version('R-01', 1, 'DRAFT')), 'R-01'),
      stepOf(month('CLOSED', published), 'R-01'),
      stepOf(month('CLOSED', published, version('R-01', 2, 'DRAFT')), 'R-01'),
    ]).toEqual(['close', 'generate', 'check', 'done', 'check']);
  });

  it('keeps what is published beside what waits', () => {
    const state = stateOf(month('CLOSED', version('R-01', 1, 'PUBLISHED'), version('R-01', 2, 'DRAFT')), 'R-01');
    expect([state.published?.versionNo, state.draft?.versionNo]).toEqual([1, 2]);
  });

  it('can be closed from the first day of the next month on', () => {
    expect([isOver('2026-10', '2026-10-31'), isOver('2026-10', '2026-11-01')]).toEqual([false, true]);
  });
});
