import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { type Client, Installation } from '../../support/client.js';
import { type Database, freshDatabase } from '../../support/database.js';
import { type Service, startScriptedService } from '../../support/service.js';
import { launchBrowser, type Screen } from './browser.js';
import { Visitor } from './visitor.js';

const ARTEFACTS =
  process.env.CONSOLE_ARTEFACTS ?? join(tmpdir(), `lianjian-console-${new Date().toISOString().slice(0, 10)}`);

type Options = Readonly<{
  name: string;
  startAt: string;
  screen: Screen;
  /** Made by the API before anybody looks. */
  prepare?: (installation: Installation) => Promise<void>;
  env?: Readonly<Record<string, string>>;
  /** Every scene goes on from the one before: after the first that fails, nothing else is tried. */
  isJourney?: boolean;
}>;

export type Stage = Readonly<{
  /** `it`, at whose end no page may have done what none may do. */
  scene(title: string, act: () => Promise<void>): void;
  service: Service & { setClock(at: string): Promise<void> };
  installation: Installation;
  /** A browser of one's own, with somebody signed in, or nobody. Within a journey everybody keeps theirs. */
  visitor(client?: Client): Promise<Visitor>;
  /** For the service and for every page that is loaded from now on. */
  setClock(at: string): Promise<void>;
}>;

/** The running service on a fresh database, with its built console, for the tests of one `describe`. */
export function useStage({ name, startAt, screen, prepare, env = {}, isJourney = false }: Options): Stage {
  let database: Database;
  let service: Stage['service'];
  let installation: Installation;
  let browser: Browser;
  let now = startAt;
  const visitors: Visitor[] = [];
  let brokenAt: string | undefined;

  beforeAll(async () => {
    database = await freshDatabase(name);
    [service, browser] = await Promise.all([
      startScriptedService({ databaseUrl: database.url, startAt, env }),
      launchBrowser(),
    ]);
    if (prepare) {
      installation = await Installation.setUp(service);
      await prepare(installation);
    }
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await service?.stop();
    await database?.drop();
  });

  return {
    scene(title, act) {
      it(title, async () => {
        if (brokenAt) throw new Error(`Not tried after “${brokenAt}”`);
        if (isJourney) brokenAt = title;
        const stayed = visitors.length;
        try {
          await act();
        } catch (error) {
          const reports = visitors.map((visitor) => visitor.report(`failed-${title.replaceAll(/\W+/g, '-')}`));
          await Promise.allSettled(reports);
          throw error;
        } finally {
          if (!isJourney) await Promise.all(visitors.slice(stayed).map(({ context }) => context.close()));
        }
        brokenAt = undefined;
        const faults = visitors.flatMap(({ guard }) => guard.takeFaults());
        if (!isJourney) visitors.splice(stayed);
        expect(faults).toEqual([]);
      });
    },
    get service() {
      return service;
    },
    get installation() {
      return installation;
    },
    async visitor(client) {
      const known = isJourney && client && visitors.find((visitor) => visitor.isOf(client));
      if (known) {
        await known.open('/');
        return known;
      }
      const artefacts = join(ARTEFACTS, name, String(screen.width));
      const visitor = await Visitor.at({ browser, address: service.address, screen, artefacts, now });
      visitors.push(visitor);
      return client ? visitor.signIn(client) : visitor;
    },
    async setClock(at) {
      now = at;
      await service.setClock(at);
      for (const visitor of visitors) await visitor.setClock(at);
    },
  };
}
