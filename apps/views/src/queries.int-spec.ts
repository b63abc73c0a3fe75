import { BANK, COUNCIL, written } from './examples.js';
import { ReadSide, somebody } from './testing.js';

let side: ReadSide;
const WRITTEN_AT = '2026-04-10T01:00:00.000Z';

beforeAll(async () => {
  side = await ReadSide.start('2026-04-10T04:00:00.000Z');
  for (const [stream, events] of written) await side.append(stream, WRITTEN_AT, ...events);
}, 60_000);
afterAll(() => side?.stop());

it('x', async () => {
  const bank = somebody('UNIT', BANK);
  const city = somebody('CITY', '320100');
  for (const path of [
    'units',
    'councils',
    'agreements',
    'obligations',
    'projects',
    'activities',
    'periods',
    `units/${BANK}`,
    `units/${BANK}/one-pager`,
    `councils/${COUNCIL}`,
    `councils/${COUNCIL}/members`,
    `councils/${COUNCIL}/periods/2026-03`,
    `activities/possible-duplicates?councilId=${COUNCIL}&month=2026-03`,
  ]) {
    const a = await side.get(path, city);
    console.log(path, a.status, JSON.stringify(a.body).slice(0, 1500));
  }
});
