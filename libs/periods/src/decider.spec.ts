import { describeStoredEvents } from '@lianjian/event-sourcing/stored-events-contract';
import { specify } from '@lianjian/event-sourcing/testing';
import { contentHash } from '@lianjian/kernel/canonical-json';
import { within } from '@lianjian/permissions/actor';
import { z } from 'zod';
import { reportCodes } from './codes.js';
import { periodCommands } from './commands.js';
import { period } from './decider.js';
import { periodEvents } from './events.js';
import {
  as,
  CAUSE,
  CLOSED_AT,
  COUNCIL,
  chief,
  city,
  clerk,
  closed,
  computed,
  content,
  corrected,
  DISTRICTS,
  first,
  generated,
  jianye,
  LATER,
  published,
  qinhuai,
  reason,
  second,
  stateAfter,
  stranger,
} from './examples.js';
import { periodRefusals } from './refusals.js';
import { cutoffOf, draftOf, isClosed, publishedVersions } from './state.js';
import storedEvents from './stored-events.json' with { type: 'json' };

const given = specify(period);

const close = (at: string, month = '2026-03', councilExists = true) =>
  as(clerk, at)('ClosePeriod', { councilId: COUNCIL, month, councilDistricts: DISTRICTS }, { councilExists });
const generate = (report = first, asOf = CLOSED_AT, by = clerk) =>
  as(by)('GenerateReport', { reportCode: 'R-01' }, computed(report, asOf));
const publish = (report = first, by = chief) =>
  as(by)('PublishReport', { reportCode: 'R-01', contentHash: contentHash(report) });
const order = (report = second, by = clerk) =>
  as(by, LATER)(
    'OrderCorrection',
    { reportCode: 'R-01', reason },
    { ...computed(report, LATER), causedByEvents: [CAUSE] },
  );

const versionOne = [closed, generated(), published(1, first)];

describe('A period', () => {
  describe('being closed', () => {
    it('C3: fixes the cut-off', () => given().when(close(CLOSED_AT)).then(closed));
    it('C3: is refused until the month has ended in Shanghai', () => {
      given().when(close('2026-03-31T15:59:59.999Z')).thenRefused('period/not-over');
      const [event] = period.decide(close('2026-03-31T16:00:00.000Z'), undefined);
      expect(event?.type).toBe('ReportingPeriodClosed');
    });
    it('E23: has no due day where the calendar of working days does not reach', () => {
      const [event] = period.decide(close('2027-01-08T08:00:00.000Z', '2026-12'), undefined);
      expect(event?.data).toMatchObject({ month: '2026-12', dueOn: null });
      const [november] = period.decide(close('2027-01-08T08:00:00.000Z', '2026-11'), undefined);
      expect(november?.data).toMatchObject({ dueOn: '2026-12-07' });
    });
    it('happens once', () => given(closed).when(close(LATER)).thenNothing());
    it('is for councils that exist', () =>
      given()
        .when(close(CLOSED_AT, '2026-03', false))
        .thenRefused('period/council-unknown'));
    it('is a matter of the council, its districts and their city', () => {
      const reach = period.reach(close(CLOSED_AT), undefined);
      expect([clerk, qinhuai, city, jianye, stranger].map((by) => within(by, reach))).toEqual([
        true,
        true,
        true,
        false,
        false,
      ]);
    });
  });

  it('is open, and says so, until then', () => {
    expect([isClosed(undefined), cutoffOf(undefined), publishedVersions(undefined, 'R-01')]).toEqual([
      false,
      undefined,
      [],
    ]);
    expect(period.reach(generate(), undefined)).toEqual({});
    expect(period.audience(undefined)).toEqual({});
    expect([isClosed(stateAfter(closed)), cutoffOf(stateAfter(closed))]).toEqual([true, CLOSED_AT]);
  });
  it('is afterwards known to the council and its districts only', () => {
    const state = stateAfter(closed);
    const knows = [clerk, qinhuai, city, jianye, stranger].map((by) => within(by, period.audience(state)));
    expect(knows).toEqual([true, true, true, false, false]);
    expect(period.reach(publish(), state)).toEqual({ councils: [COUNCIL], districts: DISTRICTS });
    expect(within(qinhuai, period.reach(publish(first, qinhuai), state))).toBe(false);
  });
});

describe('A report', () => {
  describe('being generated', () => {
    it('C3: waits until what was on its way at the close has been recorded', () => {
      const soon = as(clerk, '2026-04-08T10:00:59.999Z')('GenerateReport', { reportCode: 'R-01' }, computed(first));
      const settled = as(clerk, '2026-04-08T10:01:00.000Z')('GenerateReport', { reportCode: 'R-01' }, computed(first));
      given(closed).when(soon).thenRefused('report/month-settling');
      given(closed).when(settled).then(generated());
    });
    it('is a draft of version 1 under its hash', () => given(closed).when(generate()).then(generated()));
    it('C3: needs a closed period', () => given().when(generate()).thenRefused('period/not-closed'));
    it('C3, E8: never holds what was recorded after the cut-off', () =>
      given(closed).when(generate(first, LATER)).thenRefused('report/not-as-of-cutoff'));
    it('shrugs at the same content, whoever asks', () =>
      given(closed, generated())
        .when(generate(first, CLOSED_AT, chief))
        .thenNothing());
    it('is drafted anew with other content', () =>
      given(closed, generated())
        .when(generate(content(2, 64)))
        .then(generated(content(2, 64))));
    it('RPT-c: is not generated again once published', () =>
      given(...versionOne)
        .when(generate(content(2, 64)))
        .thenRefused('report/already-published'));
    it('has versions of its own: another report is not touched', () => {
      const state = stateAfter(...versionOne);
      expect([draftOf(state, 'R-02'), publishedVersions(state, 'R-02')]).toEqual([undefined, []]);
      given(...versionOne)
        .when(as(clerk)('GenerateReport', { reportCode: 'R-02' }, computed(first)))
        .then({ ...generated(), data: { ...generated().data, reportCode: 'R-02' } });
    });
  });

  describe('being published', () => {
    it('is what was reviewed', () => given(closed, generated()).when(publish()).then(published(1, first)));
    it('four eyes: not by who prepared it', () =>
      given(closed, generated()).when(publish(first, clerk)).thenRefused('report/preparer-cannot-publish'));
    it('four eyes: who drafted it last prepared it', () => {
      const redrafted = content(2, 64);
      given(closed, generated(first, clerk), generated(redrafted, chief))
        .when(publish(redrafted, chief))
        .thenRefused('report/preparer-cannot-publish');
    });
    it('is refused when the draft changed since', () =>
      given(closed, generated(content(2, 64)))
        .when(publish())
        .thenRefused('report/content-hash-differs'));
    it('needs a draft', () => given(closed).when(publish()).thenRefused('report/not-generated'));
    it('needs a closed period', () => given().when(publish()).thenRefused('period/not-closed'));
    it('shrugs at what is published', () =>
      given(...versionOne)
        .when(publish())
        .thenNothing());
  });

  describe('being corrected', () => {
    it('C4, RPT-d: lists every figure that changed, and why', () =>
      given(...versionOne)
        .when(order())
        .then(corrected));
    it('RPT-c: is version 2 once somebody else published it, and version 1 stays as it was', () => {
      const state = stateAfter(...versionOne, corrected, published(2, second));
      expect(publishedVersions(state, 'R-01')).toEqual([
        {
          versionNo: 1,
          ...computed(first),
          contentHash: contentHash(first),
          preparedBy: clerk.accountId,
          publishedBy: chief.accountId,
        },
        {
          versionNo: 2,
          ...computed(second, LATER),
          contentHash: contentHash(second),
          preparedBy: clerk.accountId,
          publishedBy: chief.accountId,
        },
      ]);
      expect(draftOf(state, 'R-01')).toBeUndefined();
    });
    it('C4: leaves version 1 the published one until then', () => {
      const state = stateAfter(...versionOne, corrected);
      expect(publishedVersions(state, 'R-01').map(({ versionNo }) => versionNo)).toEqual([1]);
      expect(draftOf(state, 'R-01')).toMatchObject({ versionNo: 2, preparedBy: clerk.accountId });
    });
    it('is published as version 2', () =>
      given(...versionOne, corrected)
        .when(publish(second))
        .then(published(2, second)));
    it('four eyes: not by who ordered it', () =>
      given(...versionOne, corrected)
        .when(publish(second, clerk))
        .thenRefused('report/preparer-cannot-publish'));
    it('E9: goes on from the last version, even back to earlier figures', () => {
      const back = content(2, 65, '2026-05-20T08:00:00.000Z');
      const history = [...versionOne, corrected, published(2, second)];
      const [event] = period.decide(order(back), stateAfter(...history));
      expect(event?.data).toMatchObject({ fromVersion: 2, toVersion: 3, cells: [{ key: 'M1' }, { key: 'M3' }] });
    });
    it('RPT-d: is refused when no figure changed, however much later it is', () =>
      given(...versionOne)
        .when(order(content(2, 65, LATER)))
        .thenRefused('report/nothing-changed'));
    it('shrugs at an order that is carried out already', () =>
      given(...versionOne, corrected)
        .when(order(second, chief))
        .thenNothing());
    it('is for published reports', () => given(closed, generated()).when(order()).thenRefused('report/not-published'));
  });

  it('RPT-a: takes no figure that somebody typed in', () => {
    const shapes = Object.values(periodCommands).map((schema) =>
      JSON.stringify(z.toJSONSchema(schema, { io: 'input' })),
    );
    expect(shapes.filter((shape) => /"type":"(?:number|integer)"/.test(shape))).toEqual([]);
    for (const schema of Object.values(periodCommands)) {
      expect(schema.safeParse({ reportCode: 'R-01', reason, content: first }).success).toBe(false);
    }
  });
  it('RPT-b: keeps for every changed figure the events behind it', () =>
    expect(corrected.data.causedByEvents.length).toBeGreaterThan(0));
});

describe('Refusals of a period', () => {
  it('speak Chinese', () =>
    expect(Object.values(periodRefusals).every(({ message }) => /[\u4e00-\u9fa5]{4}/.test(message))).toBe(true));
  it('name the reports in Chinese, too', () =>
    expect(Object.values(reportCodes).every((name) => /^[\u4e00-\u9fa5]{4,}$/.test(name))).toBe(true));
});

describeStoredEvents(period, periodEvents, storedEvents);
