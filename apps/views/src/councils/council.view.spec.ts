import type { CouncilEvent } from '@lianjian/councils/events';
import {
  admitted,
  COUNCIL,
  dissolved,
  established,
  establishedSince,
  founded,
  GULOU,
  memberEvent,
  proposed,
  QINHUAI,
  reason,
  suspended,
  term,
  UNIT,
  XUANWU,
} from '@lianjian/councils/testing';
import { rowsOf } from '@lianjian/projections/testing';
import { streamOf } from '../testing-events.js';
import { councilView } from './council.view.js';
import { memberView } from './member.view.js';

const streamAfter = (...events: readonly CouncilEvent[]) => streamOf(`council-${COUNCIL}`, ...events);
const councilAfter = (...events: readonly CouncilEvent[]) => rowsOf(councilView, ...streamAfter(...events))[COUNCIL];
const memberAfter = (...events: readonly CouncilEvent[]) =>
  rowsOf(memberView, ...streamAfter(...events))[`${COUNCIL}/${UNIT}`];

describe('The row of a council', () => {
  it('is in preparation, then established', () => {
    expect(councilAfter(proposed)).toMatchObject({ status: 'PREPARING', hostDistricts: [XUANWU, QINHUAI, GULOU] });
    expect(councilAfter(...founded)).toMatchObject({ status: 'ESTABLISHED', establishedOn: '2026-01-10' });
  });

  it('of which only the year is known was established on its first day, before it was entered here', () => {
    const row = councilAfter(proposed, establishedSince(null, 2018));
    expect(row).toMatchObject({ establishedOn: null, establishedYear: 2018 });
    expect(row?.statuses.map(({ status, from }) => [status, from])).toEqual([['ESTABLISHED', '2018-01-01']]);
  });

  it('may be suspended, resumed and dissolved', () => {
    const resumed: CouncilEvent = { type: 'CouncilResumed', data: { effectiveOn: '2026-02-10' } };
    const row = councilAfter(...founded, suspended, resumed, dissolved);
    expect(row?.statuses.map(({ status }) => status)).toEqual([
      ...['PREPARING', 'ESTABLISHED', 'SUSPENDED', 'ESTABLISHED', 'DISSOLVED'],
    ]);
  });

  it('keeps the turns of duty, one handover a day, and one baseline a period', () => {
    const handover = { fromDistrict: XUANWU, toDistrict: QINHUAI, handoverOn: '2026-04-01' };
    const baseline = (numerator: number): CouncilEvent => ({
      type: 'ParticipationBaselineSet',
      data: { period: '2025Q4', origin: 'DECLARED', value: { numerator, denominator: 1 }, qualifier: 'ABOUT' },
    });
    const signed: CouncilEvent = {
      type: 'DutyHandoverSigned',
      data: { ...handover, signedFor: XUANWU, signedBy: 'x', openItems: '两项议定事项' },
    };
    const row = councilAfter(...founded, term(XUANWU, '2026-01-10', '2026-03-31'), signed, baseline(2), baseline(3));
    expect(row?.dutyTerms).toMatchObject([{ districtCode: XUANWU, from: '2026-01-10', to: '2026-03-31' }]);
    expect(row?.handovers).toMatchObject([{ signedFor: [XUANWU], complete: false }]);
    expect(row?.baselines).toMatchObject([{ value: { numerator: 3 } }]);

    const complete: CouncilEvent = {
      type: 'DutyHandedOver',
      data: { ...handover, fromSignedBy: 'x', toSignedBy: 'q', openItems: '两项议定事项' },
    };
    expect(councilAfter(...founded, signed, complete)?.handovers).toMatchObject([
      { signedFor: [XUANWU, QINHUAI], complete: true, openItems: '两项议定事项' },
    ]);
  });

  it('is left alone by what happens to its members', () => {
    expect(councilAfter(...founded, admitted)).toEqual(councilAfter(...founded));
  });
});

describe('The row of a member', () => {
  it('follows the membership, each status with its first day and its event', () => {
    const events = [
      admitted,
      memberEvent('MemberSuspended', '2026-02-01'),
      memberEvent('MemberResumed', '2026-03-01'),
      memberEvent('MemberWithdrawn', '2026-04-01'),
    ];
    const ids = streamAfter(proposed, established, ...events).map(({ id }) => id);
    expect(memberAfter(proposed, established, ...events)).toEqual({
      ...{ councilId: COUNCIL, unitId: UNIT, status: 'WITHDRAWN' },
      statuses: [
        { status: 'ACTIVE', from: '2026-01-12', eventId: ids[2] },
        { status: 'SUSPENDED', from: '2026-02-01', eventId: ids[3], reason },
        { status: 'ACTIVE', from: '2026-03-01', eventId: ids[4], reason },
        { status: 'WITHDRAWN', from: '2026-04-01', eventId: ids[5], reason },
      ],
    });
  });

  it('that was vetoed never was one', () => {
    const vetoed: CouncilEvent = { type: 'MemberVetoed', data: { unitId: UNIT, reason } };
    expect(memberAfter(...founded, vetoed)).toMatchObject({ status: 'VETOED', statuses: [] });
  });
});
