// The built service under a clock that the test sets: `process.send({ set: instant })` is answered `{ at: instant }`.

import { serve } from '../../dist/apps/standalone/src/serve.js';
import { readEnv } from '../../dist/libs/config/src/env.js';
import { ScriptedClock } from '../../dist/libs/http/src/clock.js';

const clock = new ScriptedClock(process.env.START_AT ?? new Date().toISOString());
process.on('message', ({ set }) => {
  clock.set(set);
  process.send({ at: clock.now() });
});
process.on('disconnect', () => process.exit(0));
const app = await serve(readEnv(), clock);
process.send({ address: await app.getUrl() });
