import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SCREENS } from './support/browser.js';
import { useStage } from './support/stage.js';
import type { Visitor } from './support/visitor.js';

/** Every guard sees what it is there for. */
describe('The guards', () => {
  const stage = useStage({ name: 'guards', startAt: '2026-03-02T02:00:00.000Z', screen: SCREENS[0] });
  const { scene } = stage;
  let visitor: Visitor;
  let elsewhere: Server;

  const faultsAfter = async (script: string) => {
    await visitor.page.evaluate(script);
    await visitor.page.waitForTimeout(100);
    await visitor.guard.inspect(visitor.page);
    return visitor.guard.takeFaults();
  };

  beforeAll(async () => {
    visitor = await stage.visitor();
    elsewhere = createServer((_, response) => response.end()).listen(0, '127.0.0.1');
  });
  beforeEach(() => visitor.open('/sign-in'));
  afterAll(() => void elsewhere.close());

  scene('find nothing on a good page', async () => {
    await visitor.look('sign-in');
  });

  scene('see an uncaught error', async () => {
    expect(await faultsAfter(`setTimeout(() => { throw new Error('broken') })`)).toEqual(['uncaught: broken']);
  });

  scene('see what a page complains of in the console', async () => {
    expect(await faultsAfter(`console.error('Warning: two children with the same key')`)).toEqual([
      'console: Warning: two children with the same key',
    ]);
  });

  scene('see a script in the page, which the policy blocks', async () => {
    const faults = await faultsAfter(
      `document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))`,
    );
    expect(faults).toContain('console: blocked by the policy: script-src-elem inline');
    expect(await visitor.page.evaluate('window.ran')).toBeUndefined();
  });

  scene('see a request to somebody else', async () => {
    const address = `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}`;
    // As if there were no policy, which would stop it before.
    await visitor.page.route('**/sign-in', async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': 'connect-src *' };
      await route.fulfill({ response, headers });
    });
    await visitor.open('/sign-in');
    const faults = await faultsAfter(`void fetch('${address}/track', { mode: 'no-cors' })`);
    expect(faults).toContain(`went to ${address}: GET /track`);
    await visitor.page.unroute('**/sign-in');
  });

  scene('see a refusal that nobody has announced, and miss one that was', async () => {
    expect(await faultsAfter(`void fetch('/api/v1/nothing-here')`)).toEqual(['404: GET /api/v1/nothing-here']);
    visitor.guard.announce(404);
    expect(visitor.guard.takeFaults()).toEqual(['announced, but nothing was refused with 404']);
  });

  scene('see a request that is lost, and none while the connection is', async () => {
    await visitor.page.route('**/api/v1/lost', (route) => route.abort('connectionreset'));
    const lose = `void fetch('/api/v1/lost').catch(() => {})`;
    expect(await faultsAfter(lose)).toEqual(['lost: GET /api/v1/lost net::ERR_CONNECTION_RESET']);
    visitor.guard.isOffline = true;
    expect(await faultsAfter(lose)).toEqual([]);
    visitor.guard.isOffline = false;
    await visitor.page.unroute('**/api/v1/lost');
  });

  scene('see a page that scrolls sideways', async () => {
    const wide = `document.body.insertAdjacentHTML('beforeend', '<div style="width: 2000px">宽</div>')`;
    expect(await faultsAfter(wide)).toEqual([expect.stringMatching(/^\/sign-in scrolls sideways by \d+ px$/)]);
  });

  scene('see text that many cannot read, and a field that nobody can name', async () => {
    const pale = `document.querySelector('h1').insertAdjacentHTML('afterend',
      '<p style="color: #ccc; background: #fff">看不清的文字</p><input>')`;
    const faults = await faultsAfter(pale);
    expect(faults).toEqual([
      expect.stringMatching(/^\/sign-in serious: color-contrast /),
      expect.stringMatching(/^\/sign-in critical: label /),
    ]);
  });
});
