import * as agreements from '@lianjian/agreements/testing';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import {
  AGREEMENT,
  agreementBetween,
  BANK,
  COUNCIL,
  confirmed,
  fulfilled,
  MALL,
  PROJECT,
  QINHUAI,
  THEATRE,
  written,
  XUANWU,
} from '../examples.js';
import { type Json, ReadSide, somebody } from '../testing.js';
import { figureOf, ReportReader, rowsOf } from './testing.js';

const DRAFT = 'aaaaaaaa-0000-4000-8000-000000000077';
const office = somebody('COORD', COUNCIL);

let side: ReadSide;
const of = (period: string) => new ReportReader(side, COUNCIL, period, office);
const fractions = async (code: string, period: string, keys: readonly string[], query = '') => {
  const report = await of(period).read(code, query);
  return keys.map((key) => figureOf(report, key)).map(({ numerator, denominator }) => [numerator, denominator]);
};

beforeAll(async () => {
  side = await ReadSide.start('2026-10-15T02:00:00.000Z');
  for (const [stream, events] of written) await side.append(stream, '2026-04-10T01:00:00.000Z', ...events);
}, 60_000);
afterAll(() => side?.stop());

describe('R-04 from the rows', () => {
  it('counts an agreement from the day it came into force, in each of its districts', async () => {
    expect(await fractions('R-04', '2025-12', ['M12', 'M13'])).toEqual([
      [0, 0],
      [0, undefined],
    ]);
    expect(await fractions('R-04', '2026-04', ['M12', 'M13', 'state/ACTIVE', `inForce/district/${XUANWU}`])).toEqual([
      [2, 3],
      [1, undefined],
      [1, undefined],
      [1, undefined],
    ]);
    expect(rowsOf(await of('2026-04').read('R-04'), 'unfiled')).toHaveLength(1);
  });

  it('calls it dormant once nothing linked to it happened for 90 days: no activity, duty or project event', async () => {
    // The last was the political birthday of 18 March: 90 days before 16 June.
    expect(await fractions('R-04', '2026-05', ['M15'])).toEqual([[0, undefined]]);
    const { cells } = rowsOf(await of('2026-06').read('R-04'), 'dormant')[0];
    expect(cells.lastLinkedOn.text).toBe('2026-03-18');
    await side.append(`agreement-${AGREEMENT}`, '2026-06-20T02:00:00.000Z', {
      type: 'ObligationFulfilled',
      data: { ...fulfilled('o1', BANK, 2).data, fulfilledOn: '2026-06-18' },
    });
    expect(await fractions('R-04', '2026-06', ['M15'])).toEqual([[0, undefined]]);
    expect(await fractions('R-04', '2026-06', ['M15'], '&asOf=2026-06-19T16:00:00.000Z')).toEqual([[1, undefined]]);
    const project = { type: 'ProjectSuspended', data: { reason: '场地改造期间暂停', on: '2026-09-20' } };
    expect(await fractions('R-04', '2026-09', ['M15'])).toEqual([[1, undefined]]);
    await side.append(`project-${PROJECT}`, '2026-09-20T02:00:00.000Z', project);
    expect(await fractions('R-04', '2026-09', ['M15'])).toEqual([[0, undefined]]);
  });

  it('measures the duties of texts that bind, by the day on which the other side confirmed them in full', async () => {
    const duties = [
      agreements.obligation('o1', BANK, { dueOn: '2026-08-31' }),
      agreements.obligation('o2', MALL, { dueOn: '2026-08-31' }),
    ];
    const [drafted, ...rest] = agreementBetween(BANK, MALL, COUNCIL, 'GJ-320102-2026-0002').map(
      (event): DomainEvent =>
        'terms' in event.data
          ? { ...event, data: { ...event.data, terms: { ...(event.data.terms as object), obligations: duties } } }
          : event,
    );
    await side.append(`agreement-${DRAFT}`, '2026-04-11T01:00:00.000Z', drafted as DomainEvent);
    expect(await fractions('R-04', '2026-08', ['M14', 'state/DRAFT'])).toEqual([
      [0, 0],
      [1, undefined],
    ]);
    await side.append(`agreement-${DRAFT}`, '2026-04-12T01:00:00.000Z', ...rest);
    const meet = (obligationId: string, on: string) => {
      const event = confirmed(obligationId, obligationId === 'o1' ? MALL : BANK, 6, true);
      return side.append(`agreement-${DRAFT}`, `${on}T02:00:00.000Z`, { ...event, data: { ...event.data, on } });
    };
    await meet('o1', '2026-08-30');
    await meet('o2', '2026-09-02');
    expect(await fractions('R-04', '2026-08', ['M14', 'M14/late'])).toEqual([
      [1, 2],
      [2, 2],
    ]);
    expect(await fractions('R-04', '2026-08', ['M14', 'M14/late'], '&asOf=2026-09-01T00:00:00Z')).toEqual([
      [1, 2],
      [1, 2],
    ]);
    const [unmet] = rowsOf(await of('2026-08').read('R-04'), 'unmetObligations');
    expect(unmet.cells).toMatchObject({
      unit: { text: expect.stringContaining('示例百货') },
      confirmedOn: { text: '2026-09-02' },
    });
  });

  it('leaves a void one out of everything, and remembers that it was counted', async () => {
    await side.append(`agreement-${DRAFT}`, '2026-10-10T02:00:00.000Z', {
      type: 'AgreementVoided',
      data: { districtCode: QINHUAI, reason: '签署主体不具备资格', legalInvalidity: true, on: '2026-10-10' },
    });
    expect(await fractions('R-04', '2026-08', ['M13', 'M14', 'state/VOIDED'])).toEqual([
      [1, undefined],
      [0, 0],
      [1, undefined],
    ]);
    expect(await fractions('R-04', '2026-08', ['M13', 'M14'], '&asOf=2026-10-09T00:00:00Z')).toEqual([
      [2, undefined],
      [1, 2],
    ]);
  });
});

describe('R-02 from the rows', () => {
  it('does not call silent who offered to claim a project', async () => {
    const silent = async (period: string) =>
      rowsOf(await of(period).read('R-02'), 'silentUnits').map(({ key }: Json) => key);
    expect(await silent('2026-07')).toContain(THEATRE);
    const offer = (claimId: string, unitId: string, on: string) => ({
      type: 'ProjectClaimOffered',
      data: {
        ...{ claimId, unitId, slotId: 's1', quantity: 1, promise: '提供排练厅四场', plannedOn: '2026-10-01' },
        ...{ offeredBy: 'somebody', on },
      },
    });
    await side.append(`project-${PROJECT}`, '2026-07-08T02:00:00.000Z', offer('c1', THEATRE, '2026-07-08'));
    await side.append(`project-${PROJECT}`, '2026-08-08T02:00:00.000Z', offer('c2', BANK, '2026-08-08'));
    expect(await silent('2026-07')).toEqual([BANK, MALL]);
    expect(await silent('2026-08')).toEqual([MALL, THEATRE]);
  });
});

describe('Every report', () => {
  it.each([
    ['R-04', '2026-06'],
    ['R-05', '2026-06'],
    ['R-02', '2026-03'],
  ])('%s opens each of its cells to events of the log', async (code, period) => {
    const { opened, faults } = await of(period).openEveryCell(code);
    expect(faults).toEqual([]);
    expect(opened).toBeGreaterThanOrEqual(5);
  });

  it('R-05 tells states, dates and money as the project’s stream does', async () => {
    const { cells } = rowsOf(await of('2026-06').read('R-05'), 'budget').at(-1) as Json;
    expect(cells).toMatchObject({ planned: { numerator: 2_000_000, text: '20000.00元' }, actual: { numerator: 0 } });
    expect(await fractions('R-05', '2026-04', ['state/RUNNING', 'M18', 'M16'])).toEqual([
      [1, undefined],
      [0, 1],
      [0, 0],
    ]);
    expect(await fractions('R-05', '2026-09', ['state/SUSPENDED'])).toEqual([[1, undefined]]);
  });

  it('R-01 counts a registered unit that is no member where it belongs, and in no member measure', async () => {
    const keys = ['M4/320106', 'M5'];
    expect(await of('2026-03').texts('R-01', keys)).toEqual(['4', '2']);
  });
});
