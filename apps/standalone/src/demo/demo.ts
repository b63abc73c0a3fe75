import { randomUUID } from 'node:crypto';
import type { Env } from '@lianjian/config/env';
import { WrongVersionError } from '@lianjian/event-sourcing/errors';
import { EventFeed } from '@lianjian/event-sourcing/event-feed';
import { EventStore } from '@lianjian/event-sourcing/event-store';
import type { Clock } from '@lianjian/http/clock';
import { Contacts } from '@lianjian/http/contacts';
import { businessDateOf } from '@lianjian/kernel/time';
import { SYSTEM } from '@lianjian/permissions/actor';
import { ViewRunner } from '@lianjian/projections/view-runner';
import { CommandBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Accounts } from '../../../identity/src/accounts.js';
import { Mandates } from '../../../identity/src/mandates.js';
import { activitySteps, heldFor, uncountedSteps } from './activities.js';
import { agreementSteps, terminationSteps } from './agreements.js';
import { ADMINISTRATOR, mandateSteps, OFFICIALS, type Person, secretaryOf } from './cast.js';
import { councilSteps } from './council.js';
import { deskSteps } from './desks.js';
import { DemoLogins } from './logins.js';
import { periodSteps } from './periods.js';
import { projectSteps } from './projects.js';
import { atOnce, play, type Stage, type Step } from './script.js';
import { changeSteps, unitSteps, units } from './units.js';

/** Storage format: how far the loading has come. */
const STREAM = 'demo-xinjiekou';
const STARTED = 'DemoStarted';
const LOADED = 'DemoLoaded';

const VIEWS_PATIENCE_MS = 120_000;

const people: readonly Person[] = [...OFFICIALS, ...units.map(({ code }) => secretaryOf(code))];

/** The people who can sign in. */
export const demoPeople: readonly Person[] = people.filter(({ hasLogin }) => hasLogin);

const script = (): readonly Step[] => [
  ...mandateSteps(people),
  ...councilSteps(),
  ...unitSteps(),
  ...changeSteps(),
  ...agreementSteps(),
  ...terminationSteps(),
  ...projectSteps(heldFor),
  ...activitySteps(),
  ...uncountedSteps(),
  ...periodSteps(),
  ...deskSteps(),
];

/**
 * The Xinjiekou demo: a year of the joint conference, told in the ordinary commands of its people. Nothing is written
 * beside them but the accounts, so every figure comes out of events as any other would.
 */
export class Demo {
  readonly #app: NestFastifyApplication;
  readonly #logins: DemoLogins;

  constructor(
    app: NestFastifyApplication,
    env: Env,
    private readonly clock: Clock,
  ) {
    this.#app = app;
    this.#logins = new DemoLogins(env.dataDir);
  }

  /** `none` for an installation of somebody else's; `unfinished` when a load was interrupted. */
  async status(): Promise<'none' | 'unfinished' | 'loaded'> {
    const events = await this.#get(EventStore).read(STREAM);
    if (events.some(({ type }) => type === LOADED)) return 'loaded';
    return events.length > 0 ? 'unfinished' : 'none';
  }

  /** Loads it, or what is missing of it. Afterwards the views show all of it. */
  async load(report: (line: string) => void): Promise<void> {
    await this.#note(STARTED, 0);
    report('正在载入演示数据：新街口商圈党建联席会（单位、人员、项目、协议、活动均为示例）……');
    // The one is busy with arithmetic, the other with the database.
    await Promise.all([this.#makeAccounts(), this.#play(report)]);
    await this.#untilShown();
    await this.#note(LOADED, 1);
    report('演示数据已载入。');
  }

  /** The passwords that were made when it was loaded. */
  logins(): ReadonlyMap<string, string> {
    return this.#logins.read();
  }

  async #play(report: (line: string) => void): Promise<void> {
    let shown = '';
    await play(script(), this.#stage(), (day) => {
      const month = day.slice(0, 7);
      if (month !== shown) report(`  ${month.replace('-', '年')}月`);
      shown = month;
    });
  }

  #stage(): Stage {
    return {
      bus: this.#get(CommandBus),
      mandates: this.#get(Mandates),
      contacts: this.#get(Contacts),
      store: this.#get(EventStore),
    };
  }

  /** Those without a login get a password that is forgotten at once. */
  async #makeAccounts(): Promise<void> {
    const accounts = this.#get(Accounts);
    const missing: Person[] = [];
    for (const each of people) if (!(await accounts.findByUsername(each.username))) missing.push(each);
    // Written down before they are set: a load that is cut off here has not lost them.
    const passwords = this.#logins.prepare(missing.filter(({ hasLogin }) => hasLogin));
    await atOnce(missing, async ({ accountId, username, displayName }) => {
      const password = passwords.get(username);
      await accounts.create(
        { id: accountId, username, displayName, ...(password !== undefined && { password }) },
        { at: this.clock.now(), correlationId: STREAM, byAccountId: ADMINISTRATOR.accountId },
      );
    });
  }

  async #untilShown(): Promise<void> {
    const head = await this.#get(EventFeed).head();
    if (head !== undefined && !(await this.#get(ViewRunner).waitFor(head, VIEWS_PATIENCE_MS))) {
      throw new Error('演示数据已写入，但查询视图尚未更新完成');
    }
  }

  /** Nothing new where it was noted before, by this process or another. */
  async #note(type: string, version: number): Promise<void> {
    const at = this.clock.now();
    const metadata = {
      ...{ occurredOn: businessDateOf(at), recordedAt: at, actor: SYSTEM, source: 'IMPORT' as const },
      ...{ correlationId: STREAM, causationId: STREAM },
    };
    try {
      const event = { id: randomUUID(), type, schema: 1, data: {}, metadata };
      await this.#get(EventStore).append(STREAM, version, [event]);
    } catch (error) {
      if (!(error instanceof WrongVersionError)) throw error;
    }
  }

  #get<T>(token: abstract new (...args: never[]) => T): T {
    return this.#app.get(token as never, { strict: false }) as T;
  }
}
