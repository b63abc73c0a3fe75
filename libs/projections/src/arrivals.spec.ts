import { Arrivals } from './arrivals.js';

const arrivals = () =>
  new Arrivals((a, b) => {
    if (!/^\d+$/.test(a)) throw new RangeError(`No position: ${a}`);
    return Number(a) - Number(b);
  });

describe('Who waits for a position', () => {
  it('goes on as soon as it, or a later one, is reached', async () => {
    const positions = arrivals();
    const waiting = [positions.wait('10', 1_000), positions.wait('9', 1_000)];
    positions.reach('9');
    await expect(waiting[1]).resolves.toBe(true);
    expect(positions.isAwaited).toBe(true);
    positions.reach('11');
    await expect(waiting[0]).resolves.toBe(true);
    expect(positions.isAwaited).toBe(false);
  });

  it('need not wait for what was reached already', async () => {
    const positions = arrivals();
    positions.reach('10');
    positions.reach('3');
    expect(positions.position).toBe('10');
    await expect(positions.wait('10', 0)).resolves.toBe(true);
  });

  it('is told when the time is over', async () => {
    const positions = arrivals();
    await expect(positions.wait('1', 5)).resolves.toBe(false);
    expect(positions.isAwaited).toBe(false);
  });

  it('hears that nobody can say', async () => {
    const positions = arrivals();
    const waiting = positions.wait('1', 1_000);
    positions.fail(new Error('no database'));
    await expect(waiting).rejects.toThrow('no database');
  });

  it('is refused at once when it is no position', async () => {
    const positions = arrivals();
    await expect(positions.wait('x', 1_000)).rejects.toThrow('No position: x');
    expect(positions.isAwaited).toBe(false);
  });
});
