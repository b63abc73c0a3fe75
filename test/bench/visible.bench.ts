import { setTimeout as sleep } from 'node:timers/promises';
import { type Figure, quantile } from './figure.js';
import { Signing, type SigningClient } from './signing.js';

const FULL_LOAD = 2_400;
const HALF_LOAD = 4_800;

/**
 * From the answer to a command until a query that asks for its position is answered with it, at half of the load that
 * the service can take; every fifth command is asked after.
 */
export default async function visibleBench(seconds = 8): Promise<readonly Figure[]> {
  const signing = await Signing.prepare(FULL_LOAD + HALF_LOAD);
  const clients = signing.clients();
  try {
    const begin = performance.now();
    await Promise.all(clients.map((client) => signMany(client, FULL_LOAD / clients.length)));
    await signing.viewsCaughtUp();
    const perSecond = FULL_LOAD / ((performance.now() - begin) / 1000) / 2;

    const waits: number[] = [];
    const everyMs = (1000 * clients.length) / perSecond;
    const end = performance.now() + Math.min(seconds * 1000, (HALF_LOAD - clients.length) * (1000 / perSecond));
    await Promise.all(
      clients.map(async (client, nr) => {
        let due = performance.now() + (everyMs * nr) / clients.length;
        for (let sent = nr; due < end; sent += 1, due += everyMs) {
          await sleep(Math.max(0, due - performance.now()));
          const { id, position } = await client.sign();
          if (sent % 5 === 0) {
            const { ms } = await client.get(`/api/v1/agreements/${id}?minPosition=${position}`);
            waits.push(ms);
          }
        }
      }),
    );
    return [
      {
        figure: `accepted command to visible in the view, at ${Math.round(perSecond)} commands/s, p99, ms`,
        ours: quantile(waits, 0.99),
        target: 50,
        atMost: true,
      },
    ];
  } finally {
    for (const client of clients) client.close();
    await signing.stop();
  }
}

async function signMany(client: SigningClient, signatures: number): Promise<void> {
  for (let nr = 0; nr < signatures; nr += 1) await client.sign();
}
