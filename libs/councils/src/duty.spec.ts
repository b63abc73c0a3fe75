import { specify } from '@lianjian/event-sourcing/testing';
import { within } from '@lianjian/permissions/actor';
import { council } from './decider.js';
import type { CouncilEvent } from './events.js';
import { dutyDistrictOn } from './state.js';
import {
  as,
  city,
  dissolved,
  founded,
  GULOU,
  proposed,
  QINHUAI,
  qinhuai,
  secretariat,
  stateAfter,
  suspended,
  term,
  XUANWU,
  xuanwu,
} from './testing.js';

const given = specify(council);

const first = term(XUANWU, '2025-01-01', '2025-12-31');
const second = term(QINHUAI, '2026-01-01', '2026-12-31');

describe('The duty district', () => {
  const assign = (districtCode: string, from: string, to: string) =>
    as(city)('AssignDutyDistrict', { districtCode, from, to });

  it('COUNCIL-e: begins its first term on any day', () =>
    given(...founded)
      .when(assign(XUANWU, '2025-01-01', '2025-12-31'))
      .then(first));
  it('COUNCIL-e: begins the next term on the day after the last', () =>
    given(...founded, first)
      .when(assign(QINHUAI, '2026-01-01', '2026-12-31'))
      .then(second));
  it('COUNCIL-e: leaves no day without a district', () =>
    given(...founded, first)
      .when(assign(QINHUAI, '2026-01-02', '2026-12-31'))
      .thenRefused('council/duty-gap'));
  it('COUNCIL-e: gives no day to two districts', () => {
    for (const from of ['2025-12-31', '2024-01-01']) {
      given(...founded, first)
        .when(assign(QINHUAI, from, '2026-12-31'))
        .thenRefused('council/duty-overlap');
    }
  });
  it('COUNCIL-e: is a host district', () =>
    given(...founded)
      .when(assign('320105', '2025-01-01', '2025-12-31'))
      .thenRefused('council/not-a-host-district'));
  it('COUNCIL-e: ends no term before it begins', () => {
    given(...founded)
      .when(assign(XUANWU, '2025-01-02', '2025-01-01'))
      .thenRefused('council/duty-term-reversed');
    given(...founded)
      .when(assign(XUANWU, '2025-01-02', '2025-01-02'))
      .then(term(XUANWU, '2025-01-02', '2025-01-02'));
  });
  it('shrugs at a term it has', () =>
    given(...founded, first, second)
      .when(assign(XUANWU, '2025-01-01', '2025-12-31'))
      .thenNothing());
  it('may have the chair again, and no term may be rewritten', () => {
    given(...founded, first)
      .when(assign(XUANWU, '2026-01-01', '2026-12-31'))
      .then(term(XUANWU, '2026-01-01', '2026-12-31'));
    given(...founded, first)
      .when(assign(XUANWU, '2025-02-01', '2025-12-31'))
      .thenRefused('council/duty-overlap');
  });
  it('needs a council at work', () => {
    for (const [past, code] of [
      [[proposed], 'council/not-established'],
      [[...founded, suspended], 'council/suspended'],
      [[...founded, dissolved], 'council/dissolved'],
    ] as const) {
      given(...past)
        .when(assign(XUANWU, '2025-01-01', '2025-12-31'))
        .thenRefused(code);
    }
  });
  it('is assigned by the city', () => {
    const reach = council.reach(assign(XUANWU, '2025-01-01', '2025-12-31'), stateAfter(...founded));
    expect([city, xuanwu].map((by) => within(by, reach))).toEqual([true, false]);
  });
  it('E27: is a question of the date', () => {
    const state = stateAfter(
      ...founded,
      term(XUANWU, '2026-01-01', '2026-03-15'),
      term(QINHUAI, '2026-03-16', '2026-12-31'),
    );
    const dates = ['2025-12-31', '2026-01-01', '2026-03-15', '2026-03-16', '2026-12-31', '2027-01-01'];
    expect(dates.map((date) => dutyDistrictOn(state, date))).toEqual([
      undefined,
      XUANWU,
      XUANWU,
      QINHUAI,
      QINHUAI,
      undefined,
    ]);
    expect(dutyDistrictOn(undefined, '2026-01-01')).toBeUndefined();
  });
});

describe('A duty handover', () => {
  const openItems = '骑手驿站选址尚未落实';
  const turn = { fromDistrict: XUANWU, toDistrict: QINHUAI, handoverOn: '2026-01-01' };
  const handOver = (by = xuanwu, data: Partial<typeof turn & { openItems: string }> = {}) =>
    as(by)('HandOverDuty', { ...turn, ...data });
  const signed = (by: typeof xuanwu, items?: string): CouncilEvent => ({
    type: 'DutyHandoverSigned',
    data: { ...turn, signedFor: by.scope, signedBy: by.accountId, openItems: items },
  });
  const handedOver: CouncilEvent = {
    type: 'DutyHandedOver',
    data: { ...turn, fromSignedBy: xuanwu.accountId, toSignedBy: qinhuai.accountId, openItems },
  };
  const past = [...founded, first, second];

  it('four eyes: waits for the other district', () =>
    given(...past)
      .when(handOver(xuanwu, { openItems }))
      .then(signed(xuanwu, openItems)));
  it('four eyes: is done with the second signature', () =>
    given(...past, signed(xuanwu, openItems))
      .when(handOver(qinhuai))
      .then(handedOver));
  it('four eyes: may be signed by the incoming district first', () =>
    given(...past, signed(qinhuai))
      .when(handOver(xuanwu, { openItems }))
      .then(handedOver));
  it('four eyes: is signed by two people', () =>
    given(...past, signed(xuanwu))
      .when(handOver({ ...qinhuai, accountId: xuanwu.accountId }))
      .thenRefused('council/handover-needs-two-people'));
  it('shrugs at a signature it has', () => {
    given(...past, signed(xuanwu))
      .when(handOver())
      .thenNothing();
    given(...past, signed(xuanwu), handedOver)
      .when(handOver(qinhuai))
      .thenNothing();
  });
  it.each([
    [{ handoverOn: '2026-01-02' }],
    [{ fromDistrict: QINHUAI, toDistrict: XUANWU }],
    [{ fromDistrict: GULOU }],
    [{ toDistrict: GULOU }],
    [{ fromDistrict: QINHUAI, toDistrict: XUANWU, handoverOn: '2025-01-01' }],
  ])('COUNCIL-e: lies between two terms: %j', (data) =>
    given(...past)
      .when(handOver(xuanwu, data))
      .thenRefused('council/no-such-handover'),
  );
  it('is not needed between two terms of one district', () =>
    given(...founded, first, term(XUANWU, '2026-01-01', '2026-12-31'))
      .when(handOver(xuanwu, { toDistrict: XUANWU }))
      .thenRefused('council/no-such-handover'));
  it('is signed by nobody else', () =>
    given(...past)
      .when(handOver({ ...xuanwu, scope: GULOU }))
      .thenRefused('council/not-on-handover'));
  it('is over after the council’s end', () =>
    given(...past, dissolved)
      .when(handOver())
      .thenRefused('council/dissolved'));
  it('is the matter of the two districts', () => {
    const state = stateAfter(...past);
    const offices = [xuanwu, qinhuai, { ...xuanwu, scope: GULOU }, secretariat];
    expect(offices.map((by) => within(by, council.reach(handOver(), state)))).toEqual([true, true, false, false]);
    const stranger = { ...xuanwu, scope: '320105' };
    expect(within(stranger, council.reach(handOver(stranger, { fromDistrict: '320105' }), state))).toBe(false);
  });
});
