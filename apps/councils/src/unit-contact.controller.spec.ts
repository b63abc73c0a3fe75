import { admitted, founded, memberEvent } from '@lianjian/councils/testing';
import { InMemoryEventStore } from '@lianjian/event-sourcing/in-memory-event-store';
import { Contacts } from '@lianjian/http/contacts';
import { ProblemError } from '@lianjian/http/problem';
import { RequestContext } from '@lianjian/http/request-context';
import type { Contact } from '@lianjian/kernel/fields';
import type { Actor } from '@lianjian/permissions/actor';
import {
  active,
  actor,
  COUNCIL,
  liaison,
  qinhuai,
  reason,
  recommended,
  secretariat,
  transferred,
  UNIT,
  xuanwu,
} from '@lianjian/units/testing';
import type { CommandBus } from '@nestjs/cqrs';
import { ListedAgreements, on, past } from './testing.js';
import { type ToUnit, UnitHandler } from './unit.handler.js';
import { UnitContactController } from './unit-contact.controller.js';

/** A table in memory. */
class KeptContacts extends Contacts {
  readonly rows = new Map<string, Contact & { unitId: string }>();

  async put(ref: string, unitId: string, contact: Contact) {
    this.rows.set(ref, { ...contact, unitId });
  }

  async keepOnly(unitId: string, ref?: string) {
    for (const [each, row] of this.rows) if (row.unitId === unitId && each !== ref) this.rows.delete(each);
  }

  async read(ref: string) {
    const row = this.rows.get(ref);
    return row && { displayName: row.displayName, workPhone: row.workPhone };
  }
}

const WANG: Contact = { displayName: '示例王某', workPhone: '025-84000001' };
const LI: Contact = { displayName: '示例李某', workPhone: '025-84000002' };
const KEYS = ['0b8e2c44-6a57-4d0e-9a51-6c2b6d1f0a01', '0b8e2c44-6a57-4d0e-9a51-6c2b6d1f0a02'] as const;
const COMMITTEE = 'c0000000-0000-4000-8000-000000000002';

let store: InMemoryEventStore;
let contacts: KeptContacts;
let controller: UnitContactController;

beforeEach(async () => {
  store = new InMemoryEventStore();
  contacts = new KeptContacts();
  const handler = new UnitHandler(store, new ListedAgreements());
  const bus = { execute: (sent: ToUnit) => handler.execute(sent) } as unknown as CommandBus;
  controller = new UnitContactController(bus, store, contacts);
  await past(store, `council-${COUNCIL}`, ...founded, admitted);
  await past(store, `unit-${UNIT}`, ...active);
});

const request = (by: Actor, { key, body, date = '2026-03-20' }: { key?: string; body?: Contact; date?: string }) =>
  new RequestContext({
    id: 'request',
    ip: '127.0.0.1',
    arrivedAt: on(date),
    principal: { actor: by, sessionId: 'session' },
    headers: key ? { 'idempotency-key': key } : {},
    method: 'PUT',
    url: `/units/${UNIT}/contact`,
    body,
  });
const change = (body: Contact, key: string) => controller.change(body, request(liaison, { key, body }), UNIT);
const read = (by: Actor, date?: string) => controller.read(UNIT, request(by, { date }));

describe('The liaison of a unit', () => {
  it('replaces the one before, who is forgotten', async () => {
    await change(WANG, KEYS[0]);
    await change(LI, KEYS[1]);
    expect(await read(liaison)).toEqual(LI);
    expect([...contacts.rows.values()]).toEqual([{ ...LI, unitId: UNIT }]);
  });

  it('is not forgotten for the retry of an earlier change', async () => {
    const first = await change(WANG, KEYS[0]);
    await change(LI, KEYS[1]);
    expect(await change(WANG, KEYS[0])).toEqual(first);
    expect(await read(liaison)).toEqual(LI);
    expect([...contacts.rows.values()]).toEqual([{ ...LI, unitId: UNIT }]);
  });

  it('is put in by a retry when the first try broke off in between', async () => {
    await change(WANG, KEYS[0]);
    contacts.rows.clear();
    await change(WANG, KEYS[0]);
    expect(await read(liaison)).toEqual(WANG);
  });
});

describe('The liaison of a unit is known', () => {
  const committee = actor('committee', 'COORD', COMMITTEE);
  const city = actor('city-office', 'CITY', '320100');
  const auditor = actor('auditor', 'AUDIT', '320100');
  const everybody: Readonly<Record<string, Actor>> = {
    ...{ liaison, qinhuai, xuanwu, secretariat, committee, city, auditor },
    ...{ suzhou: actor('suzhou', 'CITY', '320500'), otherUnit: actor('other', 'UNIT', COMMITTEE) },
  };
  const readers = async (date?: string) => {
    const names: string[] = [];
    for (const [name, by] of Object.entries(everybody)) {
      const found = await read(by, date).catch((error: unknown) => {
        expect(error).toBeInstanceOf(ProblemError);
        return undefined;
      });
      if (found) names.push(name);
    }
    return names;
  };
  const OWN = ['liaison', 'qinhuai', 'secretariat', 'city', 'auditor'];

  beforeEach(() => change(WANG, KEYS[0]));

  it('to itself, its district, the councils it is at work in, its city and the auditors', async () =>
    expect(await readers()).toEqual(OWN));

  it('not to a council that it was only recommended to', async () => {
    const data = { ...recommended.data, councilId: COMMITTEE };
    await past(store, `council-${COMMITTEE}`, ...founded);
    await past(store, `unit-${UNIT}`, { ...recommended, data });
    expect(await readers()).toEqual(OWN);
    await past(store, `council-${COMMITTEE}`, admitted);
    expect(await readers()).toContain('committee');
  });

  it.each(['MemberSuspended', 'MemberWithdrawn'] as const)('not to a council after %s', async (type) => {
    await past(store, `council-${COUNCIL}`, memberEvent(type, '2026-03-20'));
    expect(await readers('2026-03-19')).toContain('secretariat');
    expect(await readers('2026-03-20')).not.toContain('secretariat');
  });

  it('to the district that it moved to from that day on, and not to the one that it left', async () => {
    await past(store, `unit-${UNIT}`, {
      ...transferred,
      data: { ...transferred.data, effectiveOn: '2026-03-20', reason },
    });
    expect(await readers('2026-03-19')).toEqual(OWN);
    expect(await readers('2026-03-20')).toEqual(['liaison', 'xuanwu', 'secretariat', 'city', 'auditor']);
  });
});
