import type { Instant } from '@lianjian/kernel/time';

/** The service's clock. Only the edge reads it; everything below is told the time. */
export abstract class Clock {
  abstract now(): Instant;
}

export class SystemClock extends Clock {
  now(): Instant {
    return new Date().toISOString();
  }
}

/** Says what it is told to say: for the loader of the demo and for tests, never for a service in use. */
export class ScriptedClock extends Clock {
  constructor(private at: Instant) {
    super();
  }

  now(): Instant {
    return this.at;
  }

  set(at: Instant): void {
    this.at = at;
  }

  advance(milliseconds: number): void {
    this.at = new Date(Date.parse(this.at) + milliseconds).toISOString();
  }
}
