import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { BrowserContext, ConsoleMessage, Page, Request, Response } from 'playwright-core';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const GRAVE = ['serious', 'critical'];
const BLOCKED = 'blocked by the policy:';

type Violation = Readonly<{
  id: string;
  impact: string | null;
  nodes: readonly { target: readonly string[]; any: readonly { message: string }[] }[];
}>;

/**
 * Watches everything that a browser does for what no page may ever do. A refusal by the service is a fault, too, unless
 * the test has announced it.
 */
export class Guard {
  readonly #faults: string[] = [];
  readonly #announced: number[] = [];
  /** Nobody is signed in, or a clock has jumped over the session. */
  mayBeSignedOut = true;
  isOffline = false;

  constructor(private readonly origin: string) {}

  /** The service is going to refuse one request with that status. */
  announce(status: number): void {
    this.#announced.push(status);
  }

  /** Everything that went wrong since the last call. */
  takeFaults(): string[] {
    const unmet = this.#announced.splice(0).map((status) => `announced, but nothing was refused with ${status}`);
    return [...new Set(this.#faults.splice(0)), ...unmet];
  }

  async watch(context: BrowserContext): Promise<void> {
    await context.addInitScript(
      `document.addEventListener('securitypolicyviolation', (event) =>
        console.error('${BLOCKED}', event.effectiveDirective, event.blockedURI || 'inline'))`,
    );
    context.on('weberror', (error) => this.#faults.push(`uncaught: ${error.error().message}`));
    context.on('console', (message) => this.#hear(message));
    context.on('request', (request) => this.#follow(request));
    context.on('requestfailed', (request) => this.#lose(request));
    context.on('response', (response) => this.#receive(response));
  }

  /** What is wrong with a page as it stands: barriers for people with disabilities, and scrolling sideways. */
  async inspect(page: Page): Promise<void> {
    const where = new URL(page.url()).pathname;
    const overflow = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      return scrollWidth - clientWidth;
    });
    if (overflow > 0) this.#faults.push(`${where} scrolls sideways by ${overflow} px`);
    await page.evaluate(AXE);
    const violations = await page.evaluate<Violation[]>(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations)`,
    );
    for (const { id, impact, nodes } of violations) {
      if (!GRAVE.includes(impact ?? '')) continue;
      const places = nodes.slice(0, 4).map(({ target, any }) => `${target.join(' ')} ${any[0]?.message ?? ''}`.trim());
      this.#faults.push(`${where} ${impact}: ${id} (${nodes.length}) ${places.join(' | ')}`);
    }
  }

  #hear(message: ConsoleMessage): void {
    if (message.type() !== 'error') return;
    // The browser says so of every refusal and every lost request; those are judged below.
    if (message.text().startsWith('Failed to load resource:')) return;
    this.#faults.push(`console: ${message.text().slice(0, 500)}`);
  }

  #follow(request: Request): void {
    const url = new URL(request.url());
    if (['data:', 'blob:', 'about:'].includes(url.protocol) || url.origin === this.origin) return;
    this.#faults.push(`went to ${url.origin}: ${request.method()} ${url.pathname}`);
  }

  #lose(request: Request): void {
    const reason = request.failure()?.errorText ?? '';
    // The page was left, or stopped asking.
    if (this.isOffline || reason === 'net::ERR_ABORTED') return;
    this.#faults.push(`lost: ${request.method()} ${new URL(request.url()).pathname} ${reason}`);
  }

  #receive(response: Response): void {
    const status = response.status();
    if (status < 400) return;
    const index = this.#announced.indexOf(status);
    if (index >= 0) {
      this.#announced.splice(index, 1);
      return;
    }
    if (status === 401 && this.mayBeSignedOut) return;
    this.#faults.push(`${status}: ${response.request().method()} ${new URL(response.url()).pathname}`);
  }
}
