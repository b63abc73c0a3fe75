import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DomainEvent } from '@lianjian/event-sourcing/decider';
import { Sessions } from '@lianjian/http/sessions';
import type { ScriptedSessions } from '@lianjian/http/testing';
import { corrected, published, second } from '@lianjian/periods/examples';
import type { Actor } from '@lianjian/permissions/actor';
import { Listener, type Told } from '../../../../test/support/listener.js';
import {
  AGREEMENT,
  BANK,
  COUNCIL,
  FAR_COUNCIL,
  FAR_PARTNER,
  FAR_UNIT,
  GULOU,
  GUSU,
  HOTEL,
  LIBRARY,
  NEXT_COUNCIL,
  neighbours,
  QINHUAI,
  SCHOOL,
  THEATRE,
  written,
  XUANWU,
} from '../examples.js';
import { ReadSide, somebody } from '../testing.js';
import { ChangeStreamLimits, ChangeStreams, changeStreamLimits } from './change-streams.js';

const AT = '2026-04-10T01:00:00.000Z';
const LISTS = ['units', 'councils', 'agreements', 'projects', 'activities', 'periods'];
const KINDS = ['unit', 'council', 'agreement', 'project', 'activity', 'period'];
/** Something of a council that no view has a use for: only the version of its stream goes on. */
const NOTED: DomainEvent = { type: 'Noted', data: {} };

/** Something that happened to each stream: when it happens again, everybody sees what he saw before. */
const again = new Map(
  [...written, ...neighbours].map(([stream, events]) => {
    return [stream, events.at(stream.startsWith('period-') ? 0 : -1) as DomainEvent];
  }),
);

const VIEWERS: readonly Actor[] = [
  ...[somebody('CITY', '320100'), somebody('CITY', '320500'), somebody('AUDIT', '320100'), somebody('AUDIT', '320500')],
  ...[XUANWU, QINHUAI, GULOU, GUSU].map((code) => somebody('DIST', code)),
  ...[COUNCIL, NEXT_COUNCIL, FAR_COUNCIL].map((id) => somebody('COORD', id)),
  ...[BANK, THEATRE, LIBRARY, SCHOOL, HOTEL, FAR_UNIT, FAR_PARTNER].map((id) => somebody('UNIT', id)),
];
const CITY = somebody('CITY', '320100');
const FAR_CITY = somebody('CITY', '320500');

const limits = { ...changeStreamLimits, streams: 40, changes: 40, gatherMs: 100, heartbeatMs: 300 };

let side: ReadSide;
let address: string;
let streams: ChangeStreams;
const open = new Set<Listener>();

async function listen(actor: Actor): Promise<Listener> {
  const listener = await Listener.to(`${address}/api/v1/changes`, await side.tokenOf(actor));
  open.add(listener);
  return listener;
}

/** What listeners have been told once this, which came last, has been told to him. */
async function afterNoting(stream: string, witness: Listener): Promise<void> {
  const position = await side.append(stream, AT, NOTED);
  await witness.hears(({ id }) => id === position);
  await sleep(50);
}

beforeAll(async () => {
  side = await ReadSide.start('2026-04-10T04:00:00.000Z', [{ provide: ChangeStreamLimits, useValue: limits }]);
  for (const [stream, events] of [...written, ...neighbours]) await side.append(stream, AT, ...events);
  await side.get('units', CITY);
  await side.app.listen(0, '127.0.0.1');
  address = (await side.app.getUrl()).replace('[::1]', '127.0.0.1');
  streams = side.app.get(ChangeStreams, { strict: false });
}, 60_000);
afterEach(async () => {
  await Promise.all([...open].map((each) => each.leave()));
  open.clear();
  (side.app.get(Sessions, { strict: false }) as ScriptedSessions).current = 'live';
});
afterAll(() => side?.stop());

describe('A stream of changes', () => {
  it('begins with ready, is kept by nobody on the way, and shows signs of life', async () => {
    const listener = await listen(CITY);
    expect(listener.response.status).toBe(200);
    expect(Object.fromEntries(listener.response.headers)).toMatchObject({
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    expect(listener.told).toMatchObject([{ event: 'ready', data: {} }]);
    await sleep(700);
    expect(listener.comments).toBeGreaterThanOrEqual(2);
  });

  it('names what changed, and by which event, once the views show it', async () => {
    const listener = await listen(CITY);
    const stream = `council-${COUNCIL}`;
    const position = await side.append(stream, AT, NOTED);
    const told = await listener.hears(({ event }) => event === 'change', 1_000);
    const { length: version } = await side.store.read(stream);
    expect(told).toMatchObject({ event: 'change', id: position });
    expect(told.data).toEqual({ kind: 'council', id: COUNCIL, version, type: 'Noted', position });
    // At once, without waiting for the position.
    const { headers } = await side.send(`/api/v1/councils/${COUNCIL}`, CITY);
    expect(headers.etag).toBe(`"${version}"`);
  });

  it('tells of a subject once, however often it changed meanwhile', async () => {
    const listener = await listen(CITY);
    const last = await side.append(`council-${COUNCIL}`, AT, NOTED, NOTED, NOTED);
    await listener.hears(({ id }) => id === last);
    expect(listener.changes).toHaveLength(1);
  });

  it('tells nothing of what was before it', async () => {
    const witness = await listen(CITY);
    const before = await side.append(`council-${COUNCIL}`, AT, NOTED);
    await witness.hears(({ id }) => id === before);
    const listener = await listen(CITY);
    await afterNoting(`council-${NEXT_COUNCIL}`, listener);
    expect(listener.changes).toMatchObject([{ data: { id: NEXT_COUNCIL } }]);
  });

  it('tells everybody of exactly what his own queries show, and an administrator of nothing', async () => {
    const admin = await listen(somebody('ADMIN', '*'));
    const listeners = [];
    for (const actor of VIEWERS) listeners.push({ actor, listener: await listen(actor) });
    for (const [stream, event] of again) await side.append(stream, AT, event);
    const shown = async (actor: Actor) => {
      const ids: string[] = [];
      for (const [at, list] of LISTS.entries()) {
        const { body } = await side.get(`${list}?limit=200`, actor);
        for (const { id, councilId, month } of body.items) ids.push(`${KINDS[at]} ${id ?? `${councilId}-${month}`}`);
      }
      return ids.sort();
    };
    const named = ({ data }: Told) => `${data.kind} ${data.id}`;
    let total = 0;
    for (const { actor, listener } of listeners) {
      const names = await shown(actor);
      for (const name of names) await listener.hears((told) => named(told) === name);
      const told = [...new Set(listener.changes.map(named))].sort();
      total += told.length;
      expect([actor.role, actor.scope, told]).toEqual([actor.role, actor.scope, names]);
    }
    expect(total).toBeGreaterThan(100);
    expect(admin.changes).toEqual([]);
    expect(admin.isOpen).toBe(true);
  });

  it('tells of a draft of a report only whoever may publish it, and auditors', async () => {
    const [office, auditor, member] = [
      await listen(somebody('COORD', COUNCIL)),
      await listen(somebody('AUDIT', '320100')),
      await listen(somebody('UNIT', BANK)),
    ];
    const stream = `period-${COUNCIL}-2026-03`;
    const draft = await side.append(stream, AT, corrected);
    for (const each of [office, auditor]) await each.hears(({ id }) => id === draft);
    const publication = await side.append(stream, AT, published(2, second));
    for (const each of [office, auditor, member]) await each.hears(({ id }) => id === publication);
    expect(member.changes).toMatchObject([{ id: publication, data: { id: `${COUNCIL}-2026-03` } }]);
  });

  it('does not say by which event to whoever may not read it', async () => {
    const actors = [somebody('UNIT', BANK), somebody('UNIT', THEATRE), somebody('COORD', COUNCIL)];
    const listeners = await Promise.all(actors.map(listen));
    for (const stream of [`council-${COUNCIL}`, `unit-${BANK}`, `unit-${THEATRE}`])
      await side.append(stream, AT, again.get(stream) as DomainEvent);
    await sleep(1_000);
    let [hidden, told] = [0, 0];
    for (const [at, actor] of actors.entries()) {
      for (const { data } of listeners[at]?.changes ?? []) {
        const event = await side.send(`/api/v1/events/${data.kind}-${data.id}/${data.version}`, actor);
        if (event.status === 200) told += 1;
        else hidden += 1;
        const expected = event.status === 200 ? event.body.type : 'Changed';
        expect([actor.role, data.kind, data.id, data.type]).toEqual([actor.role, data.kind, data.id, expected]);
      }
    }
    expect([told, hidden]).toEqual([5, 4]);
  });

  it('tells to start afresh where more has changed than is worth telling', async () => {
    const [near, far, admin] = [await listen(CITY), await listen(FAR_CITY), await listen(somebody('ADMIN', '*'))];
    const ids = Array.from({ length: 150 }, (_, nr) => `f0000000-0000-4000-8000-${String(nr).padStart(12, '0')}`);
    await Promise.all(ids.map((id) => side.append(`council-${id}`, AT, NOTED)));
    await near.hears(({ event }) => event === 'reset');
    await far.hears(({ event }) => event === 'reset');
    expect(near.changes).toEqual([]);
    expect(admin.told).toHaveLength(1);
    // And goes on after that, once the flood is over.
    await side.get('councils', CITY);
    await sleep(3 * limits.gatherMs);
    await afterNoting(`council-${COUNCIL}`, near);
  });

  it('asks the database as often for twenty listeners of one mandate as for one', async () => {
    const queries = async (listeners: number) => {
      for (let nr = 0; nr < listeners; nr += 1) await listen({ ...CITY, ...account(nr) });
      await afterNoting(`council-${COUNCIL}`, [...open][0] as Listener);
      const { logger } = side.db;
      let asked = 0;
      const logQuery = (sql: string) => {
        if (/unnest\("?council"?\."?host_districts/.test(sql)) asked += 1;
      };
      side.db.logger = Object.assign(Object.create(logger), { logQuery });
      await afterNoting(`council-${COUNCIL}`, [...open][0] as Listener);
      side.db.logger = logger;
      return asked;
    };
    expect([await queries(1), await queries(20)]).toEqual([1, 1]);
  });
});

const account = (nr: number) => ({
  accountId: `aaaaaaaa-0000-4000-8000-${String(nr).padStart(12, '0')}`,
  mandateId: `bbbbbbbb-0000-4000-8000-${String(nr).padStart(12, '0')}`,
});

describe('A stream ends', () => {
  const session = () => side.app.get(Sessions, { strict: false }) as ScriptedSessions;

  it.each(['ended', 'account-disabled'] as const)('with a session that is %s', async (state) => {
    const listener = await listen(CITY);
    session().current = state;
    expect(await listener.hasEndedWithin(2_500)).toBe(true);
    expect(listener.told.at(-1)?.event).toBe('ready');
  });

  it('with its mandate, before anything more is told', async () => {
    const actor = { ...CITY, ...account(50) };
    limits.heartbeatMs = 60_000; // so that it is not the heartbeat that finds out
    const [listener, witness] = [await listen(actor), await listen(CITY)];
    limits.heartbeatMs = 300;
    await side.append(`mandates-${actor.accountId}`, AT, {
      type: 'MandateRevoked',
      data: { mandateId: actor.mandateId, effectiveOn: '2026-04-10', reason: '调离原岗位' },
    });
    await sleep(950);
    await afterNoting(`council-${COUNCIL}`, witness);
    expect(await listener.hasEndedWithin(500)).toBe(true);
    expect(listener.changes).toEqual([]);
  });

  it('with its access token', async () => {
    const listener = await listen(CITY);
    side.clock.advance(605_001);
    try {
      expect(await listener.hasEndedWithin(1_000)).toBe(true);
    } finally {
      side.clock.advance(-605_001);
    }
  });

  it('does not otherwise (control)', async () => {
    const listener = await listen(CITY);
    expect(await listener.hasEndedWithin(2_000)).toBe(false);
  });

  it('and is forgotten when the listener leaves', async () => {
    const listener = await listen(CITY);
    expect(streams.size).toBe(1);
    await listener.leave();
    await sleep(100);
    expect(streams.size).toBe(0);
  });

  it('before it begins where the listener left while he was being looked up', async () => {
    const token = await side.tokenOf({ ...CITY, ...account(60) });
    const sockets = Array.from({ length: 3 }, () => connect(Number(new URL(address).port), '127.0.0.1'));
    for (const socket of sockets) {
      socket.end(`GET /api/v1/changes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\n\r\n`);
      socket.once('ready', () => setImmediate(() => socket.destroy()));
    }
    await sleep(500);
    expect(streams.size).toBe(0);
  });

  it('at once where only its headers are asked for', async () => {
    const headers = { authorization: `Bearer ${await side.tokenOf(CITY)}` };
    const { status } = await fetch(`${address}/api/v1/changes`, { method: 'HEAD', headers });
    await sleep(100);
    expect([status, streams.size]).toEqual([200, 0]);
  });

  it('for the sixth of an account: the oldest is told so', async () => {
    const listeners = [];
    for (let nr = 0; nr < 6; nr += 1) listeners.push(await listen(CITY));
    expect(await listeners[0]?.hasEndedWithin(1_000)).toBe(true);
    expect(listeners.map((each) => [each.isOpen, each.told.at(-1)?.event])).toEqual([
      [false, 'bye'],
      ...Array.from({ length: 5 }, () => [true, 'ready']),
    ]);
    await afterNoting(`council-${COUNCIL}`, listeners[1] as Listener);
    for (const each of listeners.slice(1)) await each.hears(({ event }) => event === 'change');
    expect(listeners.map(({ changes }) => changes.length)).toEqual([0, 1, 1, 1, 1, 1]);
  });

  it('before it begins where there are too many', async () => {
    for (let nr = 0; nr < 40; nr += 1) await listen({ ...CITY, ...account(nr) });
    const refused = await Listener.to(`${address}/api/v1/changes`, await side.tokenOf({ ...CITY, ...account(41) }));
    expect([refused.response.status, refused.response.headers.get('retry-after')]).toEqual([503, '10']);
    await (await listen({ ...CITY, ...account(0) })).leave();
  });
});

describe('Whoever does not read', () => {
  it('costs bounded memory, and is told to start afresh when he reads again', async () => {
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    let received = '';
    socket.setEncoding('utf8').on('data', (text) => {
      received += text;
    });
    socket.write(
      `GET /api/v1/changes HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${await side.tokenOf(CITY)}\r\n\r\n`,
    );
    while (!received.includes('event: ready')) await once(socket, 'data');
    socket.pause();

    const [reader] = Reflect.get(streams, 'open') as Set<{ stream: { send: (message: object) => void } }>;
    const text = 'x'.repeat(1_000);
    const before = process.memoryUsage();
    for (let nr = 0; nr < 60_000; nr += 1) {
      reader?.stream.send({ event: 'change', id: String(nr), data: { text } });
      if (nr % 100 === 0) await sleep(0);
    }
    const after = process.memoryUsage();
    // What was sent is 60 MB; what the sockets of the system take is not ours.
    expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(40_000_000);

    socket.resume();
    for (let tries = 0; tries < 500 && !received.includes('event: reset'); tries += 1) await sleep(10);
    expect(received).toContain('event: reset\ndata: {}\n\n');
    const last = await side.append(`council-${COUNCIL}`, AT, NOTED);
    for (let tries = 0; tries < 300 && !received.includes(`id: ${last}\n`); tries += 1) await sleep(10);
    expect(received.indexOf(`id: ${last}\n`)).toBeGreaterThan(received.indexOf('event: reset'));
    socket.destroy();
  }, 60_000);
});

describe('An agreement', () => {
  it('is told to its parties and not to other members of the council', async () => {
    const [party, member] = [await listen(somebody('UNIT', BANK)), await listen(somebody('UNIT', THEATRE))];
    await side.append(`agreement-${AGREEMENT}`, AT, again.get(`agreement-${AGREEMENT}`) as DomainEvent);
    await party.hears(({ data }) => data.id === AGREEMENT, 1_000);
    await afterNoting(`council-${COUNCIL}`, member);
    expect(member.changes).toMatchObject([{ data: { kind: 'council' } }]);
  });
});
