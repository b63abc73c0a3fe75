import { setTimeout as sleep } from 'node:timers/promises';

export type Told = Readonly<{ event: string; id?: string; data: any; at: number }>;

/** Somebody who listens to a stream of server-sent events, over a real connection. */
export class Listener {
  readonly told: Told[] = [];
  /** Lines that are no message: signs of life. */
  comments = 0;
  readonly ended: Promise<void>;
  private hasEnded = false;
  private rest = '';

  private constructor(
    readonly response: Response,
    private readonly leaving: AbortController,
  ) {
    this.ended = this.read().finally(() => {
      this.hasEnded = true;
    });
  }

  /** Resolves once the stream has begun: whatever changes from now on is told. */
  static async to(url: string, token: string): Promise<Listener> {
    const leaving = new AbortController();
    const headers = { authorization: `Bearer ${token}`, accept: 'text/event-stream' };
    const listener = new Listener(await fetch(url, { headers, signal: leaving.signal }), leaving);
    if (listener.response.ok) await listener.hears(({ event }) => event === 'ready');
    return listener;
  }

  get isOpen(): boolean {
    return !this.hasEnded;
  }

  get changes(): readonly Told[] {
    return this.told.filter(({ event }) => event === 'change');
  }

  /** The first message of that kind, once it is there. */
  async hears(wanted: (told: Told) => boolean, withinMs = 10_000): Promise<Told> {
    for (const end = performance.now() + withinMs; ; await sleep(5)) {
      const found = this.told.find(wanted);
      if (found) return found;
      if (this.hasEnded || performance.now() > end) throw new Error(`Not heard; told ${JSON.stringify(this.told)}`);
    }
  }

  async hasEndedWithin(ms: number): Promise<boolean> {
    await Promise.race([this.ended, sleep(ms)]);
    return this.hasEnded;
  }

  async leave(): Promise<void> {
    this.leaving.abort();
    await this.ended;
  }

  private async read(): Promise<void> {
    try {
      for await (const bytes of this.response.body ?? []) {
        const blocks = (this.rest + Buffer.from(bytes).toString('utf8')).split('\n\n');
        this.rest = blocks.pop() as string;
        for (const block of blocks) this.take(block);
      }
    } catch (error) {
      if (!this.leaving.signal.aborted) throw error;
    }
  }

  private take(block: string): void {
    const fields = new Map<string, string>();
    for (const line of block.split('\n')) {
      const at = line.indexOf(':');
      if (at === 0) this.comments += 1;
      else fields.set(line.slice(0, at), line.slice(at + 1).trimStart());
    }
    if (fields.size === 0) return;
    const id = fields.get('id');
    this.told.push({
      event: fields.get('event') ?? 'message',
      ...(id === undefined ? {} : { id }),
      data: JSON.parse(fields.get('data') ?? 'null'),
      at: performance.now(),
    });
  }
}
