import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Download, Locator, Page, Request } from 'playwright-core';
import type { Client } from '../../support/client.js';
import type { Screen } from './browser.js';
import { Guard } from './guard.js';

const PATIENCE_MS = 30_000;
const QUIET_MS = 150;

type Name = string | RegExp;
type Place = Page | Locator;

/** Exactly that, except for the English name of an icon beside it. */
const aside = (name: Name): RegExp =>
  typeof name === 'string'
    ? new RegExp(`^(?:[a-z-]+ )?${name.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?: [a-z-]+)?$`)
    : name;

type Wanted = Readonly<{
  browser: Browser;
  address: string;
  screen: Screen;
  /** Where pictures of the steps go. */
  artefacts: string;
  /** What the browser's clock shows at first. */
  now: string;
}>;

/** Somebody at a screen, who sees and does what the page offers: roles and visible names, nothing else. */
export class Visitor {
  readonly guard: Guard;
  #steps = 0;
  #account: Client['account'];
  readonly #loading = new Set<Request>();

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    private readonly wanted: Wanted,
  ) {
    this.guard = new Guard(new URL(wanted.address).origin);
  }

  static async at(wanted: Wanted): Promise<Visitor> {
    const { width, height } = wanted.screen;
    const context = await wanted.browser.newContext({
      viewport: { width, height },
      baseURL: wanted.address,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const visitor = new Visitor(context, await context.newPage(), wanted);
    await visitor.guard.watch(context);
    await visitor.setClock(wanted.now);
    visitor.#followRequests();
    return visitor;
  }

  get isNarrow(): boolean {
    return this.wanted.screen.width < 768;
  }

  isOf({ account }: Client): boolean {
    return this.#account === account;
  }

  /** From the next page that is loaded on. Time goes on from there. */
  async setClock(at: string): Promise<void> {
    this.guard.mayBeSignedOut = true;
    await this.context.addInitScript(`{
      const RealDate = globalThis.RealDate ??= Date;
      const ahead = ${Date.parse(at)} - ${Date.now()};
      globalThis.Date = class Date extends RealDate {
        constructor(...given) { given.length === 0 ? super(RealDate.now() + ahead) : super(...given); }
        static now() { return RealDate.now() + ahead; }
      };
    }`);
  }

  /** Goes to the sign-in page and in. */
  async signIn(client: Client): Promise<this> {
    this.#account = client.account;
    await this.page.goto('/sign-in');
    await this.#enter();
    return this;
  }

  /** Loads an address as from a bookmark; signs in where it is asked to. */
  async open(path: string): Promise<void> {
    await this.page.goto(path);
    // What is not there, or not for this person, has no heading of its own.
    await this.page.locator('h1, .ant-result-title').first().waitFor();
    if (this.#account && new URL(this.page.url()).pathname === '/sign-in') await this.#enter();
    await this.settled();
  }

  /** By the console's own navigation. */
  async goTo(entry: Name): Promise<void> {
    if (this.isNarrow) await this.press('打开导航');
    const navigation = this.page.getByRole('navigation', { name: '主导航' });
    await navigation.getByRole('link', { name: entry, exact: true }).click();
    await this.settled();
  }

  async press(name: Name, place: Place = this.page): Promise<void> {
    await place.getByRole('button', { name: aside(name) }).click();
    await this.settled();
  }

  async follow(name: Name, place: Place = this.page): Promise<void> {
    await place
      .getByRole('link', { name, exact: typeof name === 'string' })
      .first()
      .click();
    await this.settled();
  }

  async fill(label: Name, text: string, place: Place = this.page): Promise<void> {
    await place.getByRole('textbox', { name: label }).fill(text);
  }

  /** A number goes into a spin button. */
  async fillNumber(label: Name, value: number, place: Place = this.page): Promise<void> {
    await place.getByRole('spinbutton', { name: label }).fill(String(value));
  }

  /** By typing it, as somebody does who knows the date. */
  async fillDate(label: Name, date: string, place: Place = this.page): Promise<void> {
    const field = place.getByRole('textbox', { name: label });
    await field.click();
    await field.fill(date);
    await field.press('Enter');
  }

  /** Chooses from a list that opens below its field. Several options are chosen one after the other. */
  async choose(label: Name, options: Name | readonly Name[], place: Place = this.page): Promise<void> {
    const box = place.getByRole('combobox', { name: label });
    await box.click();
    await this.settled();
    for (const option of typeof options === 'string' || options instanceof RegExp ? [options] : options) {
      // What a screen reader hears and what one clicks at are two lists in Ant Design: this is the visible one.
      const list = this.page.locator('.ant-select-dropdown:not(.ant-select-dropdown-hidden)');
      await list.locator('.ant-select-item-option').filter({ hasText: option }).first().click();
    }
    if (Array.isArray(options)) await box.press('Escape');
    await this.settled();
  }

  /** The open dialog. */
  get dialog(): Locator {
    return this.page.getByRole('dialog').last();
  }

  section(name: Name): Locator {
    return this.page.getByRole('region', { name });
  }

  /** A row of a table, or the card that it is on a narrow screen. */
  row(text: Name, place: Locator = this.page.getByRole('main')): Locator {
    return place
      .getByRole(this.isNarrow ? 'listitem' : 'row')
      .filter({ hasText: text })
      .first();
  }

  async sees(text: Name, place: Place = this.page): Promise<void> {
    await place.getByText(text).filter({ visible: true }).first().waitFor();
  }

  /** A heading of the first order: which page this is. */
  async isAt(heading: Name): Promise<void> {
    await this.page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await this.settled();
  }

  /** Whether the page offers something of that name, once it has come to rest. */
  async offers(name: Name, role: 'button' | 'link' = 'button'): Promise<boolean> {
    await this.settled();
    return (await this.page.getByRole(role, { name }).filter({ visible: true }).count()) > 0;
  }

  /** Presses Tab until that is focused, as somebody does who has no mouse. */
  async tabTo(name: Name, most = 60): Promise<void> {
    const passed: string[] = [];
    for (let presses = 0; presses < most; presses += 1) {
      const focused = await this.page.evaluate(() => {
        const element = document.activeElement as HTMLInputElement | null;
        const label = element?.labels?.[0]?.textContent;
        return (element?.getAttribute('aria-label') ?? label ?? element?.textContent ?? '').trim();
      });
      if (typeof name === 'string' ? focused === name : name.test(focused)) return;
      passed.push(focused);
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`${name} is not reached with Tab, only ${passed.join(' | ')}`);
  }

  /** Does something that the service refuses with that status; the answer's problem document. */
  async refused(status: number, act: () => Promise<void>): Promise<Readonly<{ title: string; code: string }>> {
    this.guard.announce(status);
    const [answer] = await Promise.all([
      this.page.waitForResponse((response) => response.status() === status && response.url().includes('/api/v1/')),
      act(),
    ]);
    const problem = await answer.json();
    await this.settled();
    return problem;
  }

  async downloads(act: () => Promise<void>): Promise<Download> {
    const [download] = await Promise.all([this.page.waitForEvent('download'), act()]);
    return download;
  }

  async loseConnection(): Promise<void> {
    this.guard.isOffline = true;
    await this.context.setOffline(true);
  }

  async findConnection(): Promise<void> {
    await this.context.setOffline(false);
    this.guard.isOffline = false;
  }

  /** Nothing is being read and nothing moves. */
  async settled(): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    for (let quietSince = Date.now(); Date.now() - quietSince < QUIET_MS; await this.page.waitForTimeout(25)) {
      if (Date.now() > end) throw new Error(`${this.page.url()} does not come to rest: ${this.#whatLoads()}`);
      const isMoving = await this.page
        .evaluate(() =>
          document
            .getAnimations()
            .some(
              ({ playState, effect }) =>
                playState === 'running' && Number.isFinite(Number(effect?.getComputedTiming().endTime)),
            ),
        )
        .catch(() => true);
      if (isMoving || this.#loading.size > 0) quietSince = Date.now();
    }
  }

  /** A picture of the page as it is now, and a look at whether everybody can use it. */
  async look(step: string): Promise<void> {
    await this.settled();
    await this.picture(step);
    await this.guard.inspect(this.page);
  }

  async picture(step: string): Promise<void> {
    mkdirSync(this.wanted.artefacts, { recursive: true });
    this.#steps += 1;
    const name = `${String(this.#steps).padStart(2, '0')}-${step}`;
    const path = join(this.wanted.artefacts, `${this.#account?.username ?? 'nobody'}-${name}.png`);
    // For a picture of the whole page Chromium makes its window very small for a moment. That is too much for a dialog
    // in a table, which becomes a list of cards then.
    const fullPage = (await this.page.getByRole('dialog').filter({ visible: true }).count()) === 0;
    await this.page.screenshot({ path, fullPage });
    await this.settled();
  }

  /** For whoever has to find out why: a picture, and the page as a screen reader tells it. */
  async report(step: string): Promise<void> {
    await this.picture(step);
    const told = await this.page.locator('body').ariaSnapshot();
    writeFileSync(join(this.wanted.artefacts, `${this.#account?.username ?? 'nobody'}-${step}.txt`), told);
  }

  async #enter(): Promise<void> {
    if (!this.#account) throw new Error('Nobody to sign in');
    await this.fill('用户名', this.#account.username);
    await this.fill('口令', this.#account.password);
    await this.press('登录');
    await this.page.getByRole('main').getByRole('heading', { level: 1 }).waitFor();
    await this.page.waitForURL((url) => url.pathname !== '/sign-in');
    await this.settled();
    this.guard.mayBeSignedOut = false;
  }

  #whatLoads(): string {
    return [...this.#loading].map((request) => `${request.method()} ${request.url()}`).join(', ') || 'it moves';
  }

  #followRequests(): void {
    // The stream of others' changes never ends.
    const isStream = (request: Request) => new URL(request.url()).pathname === '/api/v1/changes';
    this.context.on('request', (request) => !isStream(request) && this.#loading.add(request));
    this.context.on('requestfinished', (request) => this.#loading.delete(request));
    this.context.on('requestfailed', (request) => this.#loading.delete(request));
  }
}
