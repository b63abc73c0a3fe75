import { type BeforeApplicationShutdown, Logger, Module } from '@nestjs/common';

type Check = () => Promise<unknown>;

/** What this process needs in order to serve. Modules add their checks: `health.add('database', () => db.query('select 1'))`. */
export class Health implements BeforeApplicationShutdown {
  private readonly checks = new Map<string, Check>();
  private readonly logger = new Logger('health');
  private stopping = false;

  constructor(private readonly patienceMs = 2_000) {}

  /** A check is passed when its promise resolves in time. */
  add(name: string, check: Check): void {
    this.checks.set(name, check);
  }

  /** The names of the checks that do not pass; none when this process can serve. */
  async failures(): Promise<readonly string[]> {
    const results = await Promise.all(
      [...this.checks].map(async ([name, check]) => ((await this.passes(name, check)) ? [] : [name])),
    );
    return [...(this.stopping ? ['stopping'] : []), ...results.flat()];
  }

  /** From now on load balancers should send requests elsewhere. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  private async passes(name: string, check: Check): Promise<boolean> {
    let timer: NodeJS.Timeout | undefined;
    const impatience = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error(`No answer within ${this.patienceMs} ms`)), this.patienceMs);
    });
    try {
      await Promise.race([check(), impatience]);
      return true;
    } catch (error) {
      this.logger.warn({
        message: `${name} is not ready`,
        reason: error instanceof Error ? error.message : String(error),
      });
      return false;
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Import it and inject `Health` to add a check. */
@Module({ providers: [{ provide: Health, useFactory: () => new Health() }], exports: [Health] })
export class HealthModule {}
