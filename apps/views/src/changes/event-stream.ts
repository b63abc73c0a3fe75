import type { ServerResponse } from 'node:http';
import { Readable } from 'node:stream';

const MOST_WAITING = 256;
/** More than that waits as messages, which can be replaced by one. */
const BUFFERED_BYTES = 16 * 1024;
const LEAVING_MS = 1_000;

/** The answer that a stream is sent as: it may outlive the stream, while its last bytes are not taken. */
export type Sending = Pick<ServerResponse, 'once' | 'destroy' | 'destroyed'>;

export type Message = Readonly<{ event: 'ready' | 'change' | 'reset' | 'bye'; id?: string; data: object }>;

const RESET = textOf({ event: 'reset', data: {} });

/**
 * Server-sent events to one reader, in bounded memory: whoever reads too slowly is told, instead of all that waited, to
 * start afresh.
 */
export class EventStream {
  readonly body = new Readable({
    highWaterMark: BUFFERED_BYTES,
    read: () => {
      this.isAwaited = true;
      this.flow();
    },
  });
  private waiting: string[] = [];
  private isAwaited = false;
  private hasEnded = false;

  constructor(private readonly answer: Sending) {}

  send(message: Message): void {
    if (this.hasEnded) return;
    if (message.event === 'reset') this.waiting = [RESET];
    // Whoever is yet to read that he must start afresh will find everything else by that.
    else if (this.waiting[0] === RESET) return;
    else if (this.waiting.length === MOST_WAITING) this.waiting = [RESET];
    else this.waiting.push(textOf(message));
    this.flow();
  }

  /** A sign of life for the proxies in between, where nothing else is on its way. */
  beat(): void {
    if (this.hasEnded || this.waiting.length > 0) return;
    this.waiting.push(':\n\n');
    this.flow();
  }

  /** Sends what is waiting, and no more; a reader who does not take it is hung up on. */
  end(): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.flow();
    const timer = setTimeout(() => this.answer.destroy(), LEAVING_MS);
    this.answer.once('close', () => clearTimeout(timer));
  }

  private flow(): void {
    while (this.isAwaited && this.waiting.length > 0) {
      this.isAwaited = this.body.push(this.waiting.shift());
    }
    if (this.hasEnded && this.waiting.length === 0 && !this.body.readableEnded) this.body.push(null);
  }
}

function textOf({ event, id, data }: Message): string {
  return `event: ${event}\n${id === undefined ? '' : `id: ${id}\n`}data: ${JSON.stringify(data)}\n\n`;
}
