// The built service under a clock that the test sets: `process.send({ set: instant })` is answered `{ at: instant }`.
// CONSOLE_DIRECTORY: a console to serve instead of the one that was built.

import { serve } from '../../dist/apps/standalone/src/serve.js';
import { readEnv } from '../../dist/libs/config/src/env.js';
import { ScriptedClock } from '../../dist/libs/http/src/clock.js';

const clock = new ScriptedClock(process.env.START_AT ?? new Date().toISOString());
process.on('message', ({ set }) => {
  clock.set(set);
  process.send({ at: clock.now() });
});
process.on('disconnect', () => process.exit(0));
const app = await serve(readEnv(), clock, process.env.CONSOLE_DIRECTORY);
process.send({ address: await app.getUrl() });
