import type { AgreementEvent } from '@lianjian/agreements/events';
import {
  activated,
  BANK,
  COUNCIL,
  drafted,
  frozen,
  inForce,
  MALL,
  obligation,
  partyUnit,
  revised,
  SCHOOL,
  signed,
  signedBy,
} from '@lianjian/agreements/testing';
import { rowsOf } from '@lianjian/projections/testing';
import { streamOf } from '../testing-events.js';
import { agreementView } from './agreement.view.js';
import { obligationView } from './obligation.view.js';

const ID = 'f0000000-0000-4000-8000-000000000001';
const agreementAfter = (...events: readonly AgreementEvent[]) =>
  rowsOf(agreementView, ...streamOf(`agreement-${ID}`, ...events))[ID];
const obligationsAfter = (...events: readonly AgreementEvent[]) =>
  rowsOf(obligationView, ...streamOf(`agreement-${ID}`, ...events));

const fulfilled = (quantity: number, fulfilledOn: string): AgreementEvent => ({
  type: 'ObligationFulfilled',
  data: {
    ...{ obligationId: 'o1', unitId: BANK, fulfilledOn, quantity, reportedBy: 'clerk' },
    evidence: { note: '举办金融服务专场' },
  },
});
const confirmed = (confirmedQty: number, met: boolean, on: string): AgreementEvent => ({
  type: 'ObligationConfirmed',
  data: { obligationId: 'o1', confirmingUnitId: MALL, quantity: 1, confirmedQty, met, on },
});

describe('The row of an agreement', () => {
  it('says between whom, where, about what and until when, before anybody has signed', () => {
    expect(agreementAfter(drafted({ projectIds: [ID] }))).toMatchObject({
      ...{ agreementNo: 'GJ-320102-2026-0001', kind: 'REGIONAL', councilId: COUNCIL, unitIds: [BANK, MALL] },
      ...{ districtCodes: ['320102', '320104'], projectIds: [ID], termTo: '2026-12-31', activeFrom: null },
      ...{ terminatedFrom: null, voided: false, draftedOn: '2026-03-01' },
    });
  });

  it('has the parties and districts of its newest text', () => {
    const text = { parties: [BANK, SCHOOL].map((unitId) => ({ ...party, unitId })) };
    const change = revised(text);
    const row = agreementAfter(drafted(), {
      ...change,
      data: { ...change.data, partyUnits: [BANK, SCHOOL].map(partyUnit) },
    });
    expect(row).toMatchObject({ unitIds: [BANK, SCHOOL], districtCodes: ['320102', '320106'] });
  });

  it('is in force from the last signature, not from the term, when that comes later', () => {
    expect(agreementAfter(...inForce())?.activeFrom).toBe('2026-01-20');
    const early = [drafted(), frozen(), signedBy(BANK, '2025-12-20', 1), signedBy(MALL, '2025-12-21', 2)];
    expect(agreementAfter(...early, signed('2025-12-21'), activated('2026-01-01'))?.activeFrom).toBe('2026-01-01');
  });

  it('may be ended by a party, or never have been', () => {
    const terminated: AgreementEvent = {
      type: 'AgreementTerminated',
      data: { unitId: BANK, reason: '业务调整', effectiveOn: '2026-06-01', openObligations: [], on: '2026-05-01' },
    };
    expect(agreementAfter(...inForce(), terminated)?.terminatedFrom).toBe('2026-06-01');
    const voided: AgreementEvent = {
      type: 'AgreementVoided',
      data: { districtCode: '320102', reason: '主体不适格', legalInvalidity: true, on: '2026-05-01' },
    };
    expect(agreementAfter(...inForce(), voided)?.voided).toBe(true);
  });
});

const party = { side: 'PARTY', signatoryPost: '党委书记' } as const;

describe('The row of an obligation', () => {
  it('is one for each duty of the text, owed by one party to all others', () => {
    expect(obligationsAfter(...inForce())).toMatchObject({
      [`${ID}/o1`]: { agreementId: ID, unitId: BANK, counterPartyIds: [MALL], targetQty: 6, dueOn: '2026-12-31' },
      [`${ID}/o2`]: { agreementId: ID, unitId: MALL, counterPartyIds: [BANK], targetQty: 2, confirmedOn: null },
    });
  });

  it('takes what a new text says', () => {
    const rows = obligationsAfter(drafted(), revised({ obligations: [obligation('o1', BANK, { targetQty: 9 })] }));
    expect(rows[`${ID}/o1`]?.targetQty).toBe(9);
  });

  it('adds up what is reported, takes what is confirmed, and remembers the day on which it was met', () => {
    const reports = [fulfilled(4, '2026-02-01'), confirmed(4, false, '2026-02-03'), fulfilled(2, '2026-03-01')];
    const rows = obligationsAfter(
      ...inForce(),
      ...reports,
      confirmed(6, true, '2026-03-05'),
      confirmed(7, true, '2026-03-09'),
    );
    expect(rows[`${ID}/o1`]).toMatchObject({
      ...{ reportedQty: 6, confirmedQty: 7, lastFulfilledOn: '2026-03-01', confirmedOn: '2026-03-05' },
    });
    expect(rows[`${ID}/o2`]).toMatchObject({ reportedQty: 0, confirmedQty: 0 });
  });
});
