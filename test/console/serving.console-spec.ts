import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page, Response } from 'playwright-core';
import type { Client } from '../support/client.js';
import { establishCouncil } from '../support/scenario.js';
import { SCREENS } from './support/browser.js';
import { useStage } from './support/stage.js';

const LIMIT_BYTES = 350 * 1024;

describe('The service serves its console', () => {
  let coordinator: Client;
  let councilId: string;
  const stage = useStage({
    name: 'serving',
    startAt: '2026-03-02T02:00:00.000Z',
    screen: SCREENS[0],
    prepare: async (installation) => {
      const conference = await establishCouncil(installation);
      councilId = conference.councilId;
      coordinator = conference.coord[0];
    },
  });
  const { scene } = stage;
  const get = (path: string) => fetch(`${stage.service.address}${path}`);

  /** The scripts that a page loads, as they weigh on the way. */
  const scriptsOf = async (page: Page, load: () => Promise<void>) => {
    const answers: Response[] = [];
    const listen = (answer: Response) => {
      if (answer.request().resourceType() === 'script') answers.push(answer);
    };
    page.on('response', listen);
    await load();
    page.off('response', listen);
    return Promise.all(
      answers.map(async (answer) => {
        const body = await answer.body();
        return { path: new URL(answer.url()).pathname, text: body.toString(), bytes: gzipSync(body).length };
      }),
    );
  };
  const weight = (scripts: readonly { bytes: number }[]) => scripts.reduce((sum, { bytes }) => sum + bytes, 0);

  it('answers any address of the console with its page, and the policy beside it', async () => {
    for (const path of ['/', '/sign-in', '/agreements/6f0d0b3e-6c5c-4f0e-9a53-5d0a4d1c7a11?tab=text', '/a/b/c/d']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        200,
        expect.stringMatching(/^text\/html/),
      ]);
      const policy = Object.fromEntries(
        (answer.headers.get('content-security-policy') ?? '').split('; ').map((rule) => {
          const [name, ...sources] = rule.split(' ');
          return [name, sources.join(' ')];
        }),
      );
      expect(policy).toMatchObject({
        'object-src': "'none'",
        'base-uri': "'none'",
        'frame-ancestors': "'none'",
      });
      expect(policy['script-src'] ?? policy['default-src']).toBe("'self'");
      expect(answer.headers.get('cache-control')).toMatch(/no-cache|no-store|max-age=0/);
    }
  });

  it('has no script in the page itself, and nothing from elsewhere', async () => {
    const html = await (await get('/')).text();
    const scripts = [...html.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)];
    expect(scripts.length).toBeGreaterThan(0);
    for (const [, attributes, content] of scripts) {
      expect(content).toBe('');
      expect(attributes).toMatch(/ src="\/assets\//);
    }
    expect(html).not.toMatch(/\son\w+=|javascript:|(?:src|href)="(?:https?:)?\/\//i);
  });

  it('keeps what has its content in its name for good, and says that what is not there is not there', async () => {
    const [, script] = / src="(\/assets\/[^"]+)"/.exec(await (await get('/')).text()) as string[];
    const answer = await get(script as string);
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    expect(answer.headers.get('cache-control')).toMatch(/immutable/);
    const missing = await get('/assets/of-an-earlier-version.js');
    expect([missing.status, missing.headers.get('content-type')]).toEqual([404, expect.not.stringMatching(/html/)]);
  });

  it('answers an unknown address below /api as an API does', async () => {
    for (const path of ['/api/v1/nothing-here', '/api/v2/units', '/api/nothing']) {
      const answer = await get(path);
      expect([path, answer.status, answer.headers.get('content-type')]).toEqual([
        path,
        404,
        expect.stringMatching(/json/),
      ]);
    }
  });

  scene('comes back to the same page when it is loaded again', async () => {
    const visitor = await stage.visitor(coordinator);
    await visitor.open(`/councils/${councilId}`);
    await visitor.isAt('示例商圈党建联席会');
    await visitor.page.reload();
    await visitor.isAt('示例商圈党建联席会');
    expect(new URL(visitor.page.url()).pathname).toBe(`/councils/${councilId}`);
  });

  scene('asks a stranger to sign in, and then shows what the link was for', async () => {
    const visitor = await stage.visitor();
    await visitor.open('/units?status=ACTIVE');
    await visitor.isAt('登录');
    await visitor.fill('用户名', coordinator.account?.username as string);
    await visitor.fill('口令', coordinator.account?.password as string);
    await visitor.press('登录');
    await visitor.isAt('成员单位');
    expect(visitor.page.url()).toMatch(/\/units\?status=ACTIVE$/);
  });

  scene('says so when there is no such page', async () => {
    const visitor = await stage.visitor(coordinator);
    await visitor.open('/nothing/here');
    await visitor.isAt('没有这个页面');
    await visitor.look('no-such-page');
  });

  scene('is light at the start: what signing in and the work list load', async () => {
    const visitor = await stage.visitor();
    const scripts = await scriptsOf(visitor.page, async () => {
      await visitor.signIn(coordinator);
    });
    console.log(`${scripts.length} scripts, ${(weight(scripts) / 1024).toFixed(0)} KiB gzipped`);
    expect(scripts.length).toBeGreaterThan(1);
    expect(weight(scripts)).toBeLessThanOrEqual(LIMIT_BYTES);
    expect(scripts.filter(({ text }) => /zrender|echarts/i.test(text)).map(({ path }) => path)).toEqual([]);
  });

  scene('would be found too heavy with a library more', async () => {
    const visitor = await stage.visitor();
    const ballast = `\n/* echarts ${randomBytes(300 * 1024).toString('base64')} */`;
    await visitor.page.route('**/assets/index-*.js', async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: (await response.text()) + ballast });
    });
    const scripts = await scriptsOf(visitor.page, () => visitor.open('/sign-in'));
    expect(weight(scripts)).toBeGreaterThan(LIMIT_BYTES);
    expect(scripts.filter(({ text }) => /zrender|echarts/i.test(text))).toHaveLength(1);
  });
});

describe('The console’s types of the API', () => {
  it('are those of this very build', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/generate-client.mjs', '--check'], {
      cwd: join(import.meta.dirname, '../..'),
      encoding: 'utf8',
    });
    expect(status === 0 ? '' : stderr).toBe('');
  });
});
