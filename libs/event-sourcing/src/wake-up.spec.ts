import { WakeUp } from './wake-up.js';

describe('A wake-up', () => {
  const never = new AbortController().signal;
  const forever = Number.POSITIVE_INFINITY;

  it('wakes everybody who waits', async () => {
    const wakeUp = new WakeUp();
    const waiting = [wakeUp.wait(0, forever, never), wakeUp.wait(0, 60_000, never)];
    wakeUp.ring();
    await Promise.all(waiting);
    expect(wakeUp.rings).toBe(1);
  });

  it('is not slept through by who looked before it rang and waits after', async () => {
    const wakeUp = new WakeUp();
    const { rings } = wakeUp;
    wakeUp.ring();
    await wakeUp.wait(rings, forever, never);
  });

  it('lets nobody wait longer than he wants, nor past his end', async () => {
    const wakeUp = new WakeUp();
    const end = new AbortController();
    await wakeUp.wait(0, 1, never);
    const waiting = wakeUp.wait(0, forever, end.signal);
    end.abort();
    await waiting;
    await wakeUp.wait(0, forever, end.signal);
    expect(wakeUp.rings).toBe(0);
  });

  it('does not wake for a ring that was heard already', async () => {
    const wakeUp = new WakeUp();
    wakeUp.ring();
    const begin = performance.now();
    await wakeUp.wait(wakeUp.rings, 20, never);
    expect(performance.now() - begin).toBeGreaterThan(15);
  });
});
