import type { RecordedEvent } from '@lianjian/event-sourcing/event-store';
import { GapError } from './errors.js';

export type StreamVersion = Readonly<{ stream: string; version: number }>;

/** How far each stream has been applied: what makes redelivery harmless and a gap impossible to overlook. */
export class StreamVersions {
  readonly #held = new Map<string, Readonly<{ version: number; stored: boolean; begun: number }>>();

  get size(): number {
    return this.#held.size;
  }

  missing(streams: Iterable<string>): string[] {
    return [...new Set(streams)].filter((stream) => !this.#held.has(stream));
  }

  /** Takes in what was just read; streams that were asked for and are not there are at 0. */
  hold(asked: readonly string[], found: readonly StreamVersion[]): void {
    for (const stream of asked) this.#held.set(stream, { version: 0, stored: true, begun: 0 });
    for (const { stream, version } of found) this.#held.set(stream, { version, stored: true, begun: 0 });
  }

  /** The batch in which the stream's first event was admitted; 0 if that was before these versions were held. */
  begun(stream: string): number {
    return this.#held.get(stream)?.begun ?? 0;
  }

  /** Whether the event is new; if so it counts as applied. Throws GapError when one before it is missing. */
  admit(event: Pick<RecordedEvent, 'id' | 'stream' | 'version'>, batch: number): boolean {
    const held = this.#held.get(event.stream);
    const seen = held?.version ?? 0;
    if (event.version <= seen) return false;
    if (event.version > seen + 1) throw new GapError(event, seen);
    this.#held.delete(event.stream); // to the end, as for OpenRows
    this.#held.set(event.stream, {
      version: event.version,
      stored: false,
      begun: seen === 0 ? batch : (held?.begun ?? 0),
    });
    return true;
  }

  /** Hands over what must be written, and forgets the streams longest quiet until at most `keep` are held. */
  drain(keep: number): StreamVersion[] {
    const changed: StreamVersion[] = [];
    for (const [stream, { version, stored }] of this.#held) {
      if (this.#held.size <= keep) break;
      if (!stored) changed.push({ stream, version });
      this.#held.delete(stream);
    }
    return changed;
  }
}
