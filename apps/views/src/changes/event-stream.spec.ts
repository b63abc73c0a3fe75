import { EventEmitter } from 'node:events';
import { Writable } from 'node:stream';
import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';
import { EventStream, type Sending } from './event-stream.js';

const change = (nr: number) => ({ event: 'change', id: String(nr), data: { nr } }) as const;

/** Somebody who reads only when told to, and what he reads. */
function reader() {
  const answer = Object.assign(new EventEmitter(), {
    isHungUp: false,
    destroy() {
      answer.isHungUp = true;
      answer.emit('close');
      return answer as never;
    },
  });
  const stream = new EventStream(answer as unknown as Sending);
  let received = '';
  let goOn: (() => void) | undefined;
  let isSlow = false;
  stream.body.pipe(
    new Writable({
      highWaterMark: 1,
      write(chunk, _encoding, done) {
        received += String(chunk);
        if (isSlow) goOn = done;
        else done();
      },
    }),
  );
  return {
    stream,
    answer,
    text: () => received,
    pause: () => {
      isSlow = true;
    },
    resume: async () => {
      isSlow = false;
      goOn?.();
      for (let times = 0; times < 500; times += 1) await turn();
    },
  };
}

describe('A stream of events', () => {
  it('is what the standard says server-sent events look like', async () => {
    const { stream, text } = reader();
    stream.send({ event: 'ready', data: {} });
    stream.send(change(1));
    await sleep(10);
    stream.beat();
    stream.end();
    await sleep(10);
    expect(text()).toBe('event: ready\ndata: {}\n\nevent: change\nid: 1\ndata: {"nr":1}\n\n:\n\n');
    expect(stream.body.readableEnded).toBe(true);
  });

  it('tells a slow reader all that can wait, in order', async () => {
    const { stream, text, pause, resume } = reader();
    pause();
    for (let nr = 0; nr < 250; nr += 1) stream.send(change(nr));
    await resume();
    const ids = [...text().matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id));
    expect(ids).toEqual(Array.from({ length: 250 }, (_, nr) => nr));
    expect(text()).not.toContain('reset');
  });

  it('tells whoever reads too slowly to start afresh, and holds nothing for him', async () => {
    const { stream, text, pause, resume } = reader();
    pause();
    for (let nr = 0; nr < 100_000; nr += 1) stream.send(change(nr));
    expect(JSON.stringify(Reflect.get(stream, 'waiting'))).toBe('["event: reset\\ndata: {}\\n\\n"]');
    expect(stream.body.readableLength).toBeLessThan(20_000);
    await resume();
    expect(text().match(/event: reset/g)).toHaveLength(1);
    expect(text().endsWith('event: reset\ndata: {}\n\n')).toBe(true);

    stream.send(change(100_000));
    await resume();
    expect(text().endsWith('id: 100000\ndata: {"nr":100000}\n\n')).toBe(true);
  });

  it('is closed by its end: what comes later is not sent, and breaks nothing', async () => {
    const { stream, text } = reader();
    const broken: Error[] = [];
    stream.body.on('error', (error) => broken.push(error));
    stream.send({ event: 'ready', data: {} });
    await sleep(10);
    stream.end();
    stream.send(change(1));
    stream.beat();
    await sleep(10);
    expect([text(), stream.body.readableEnded, broken]).toEqual(['event: ready\ndata: {}\n\n', true, []]);
  });

  it('hangs up on whoever does not take even the end', async () => {
    const { stream, answer, pause } = reader();
    pause();
    for (let nr = 0; nr < 1_000; nr += 1) stream.send(change(nr));
    stream.end();
    await sleep(500);
    expect(answer.isHungUp).toBe(false);
    await sleep(700);
    expect(answer.isHungUp).toBe(true);
  });
});
