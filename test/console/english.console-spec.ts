import type { Page, Response } from 'playwright-core';
import { Api } from '../support/api.js';
import { buildWorld, START, type World } from '../support/world.js';
import { SCREENS } from './support/browser.js';
import { useStage } from './support/stage.js';

const HAN = /\p{Script=Han}/u;
/** A language is called what its readers call it. */
const ENDONYM = '中文';

/** Every text of an answer. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const each of Object.values(value)) yield* textsIn(each);
}

/** The words of the page itself that are still Chinese, once everything that the service's answers said is taken out. */
async function chineseOf(page: Page, data: ReadonlySet<string>): Promise<string[]> {
  const shown = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const texts: string[] = [];
    while (walker.nextNode()) {
      const { parentElement, textContent } = walker.currentNode;
      if (parentElement?.tagName !== 'NOSCRIPT') texts.push(textContent ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder]')) {
      for (const name of ['aria-label', 'title', 'placeholder']) texts.push(element.getAttribute(name) ?? '');
    }
    return texts;
  });
  const known = [...data].filter((text) => HAN.test(text)).sort((a, b) => b.length - a.length);
  return [...new Set(shown)]
    .filter((text) => HAN.test(text) && text !== ENDONYM)
    .map((text) => known.reduce((left, each) => left.replaceAll(each, ''), text))
    .filter((text) => HAN.test(text));
}

describe('In English', () => {
  let world: World;
  const stage = useStage({
    ...{ name: 'english', startAt: START, screen: SCREENS[0] },
    prepare: async (installation) => {
      world = await buildWorld(installation, stage, await Api.of(stage.service.address));
    },
  });
  const { scene } = stage;

  const open = async (name: string) => {
    const visitor = await stage.visitor(world.people[name]?.client);
    const data = new Set<string>();
    visitor.page.on('response', async (answer: Response) => {
      if (!answer.headers()['content-type']?.includes('json')) return;
      const body = await answer.json().catch(() => undefined);
      // Of the code lists only the names of places are data.
      const told = answer.url().endsWith('/code-lists') ? body?.districts : body;
      for (const text of textsIn(told)) data.add(text);
    });
    await visitor.press(/当前身份与账户/);
    await visitor.page.getByRole('menuitem', { name: 'English' }).click();
    await visitor.settled();
    return { visitor, data };
  };
  const walk = async (name: string, paths: readonly string[]) => {
    const { visitor, data } = await open(name);
    const left: string[] = [];
    for (const path of paths) {
      await visitor.open(path);
      await visitor.isAt(/./);
      left.push(...(await chineseOf(visitor.page, data)).map((text) => `${path}: ${text}`));
      await visitor.picture(`${name}${path.replaceAll(/\W+/g, '-').slice(0, 30)}`);
    }
    expect(left).toEqual([]);
  };
  const of = (kind: string, id: string, rest = '') => `/${kind}/${String(world.values[id])}${rest}`;

  scene('a district reads no Chinese but names', async () => {
    const paths = [of('units', 'unitId'), of('projects', 'projectId'), of('councils', 'councilId')];
    await walk('gulou', ['/', '/units', '/projects', '/projects/new', '/councils', '/reports', ...paths]);
  });

  scene('nor does a secretary', async () => {
    const paths = [
      of('agreements', 'agreementId'),
      of('activities', 'activityId'),
      of('units', 'unitId', '/one-pager'),
    ];
    await walk('lead', ['/', '/agreements', '/obligations', '/activities', '/activities/new', ...paths]);
  });

  scene('nor does a coordinator', async () => {
    await walk('coord', ['/', '/months', of('councils', 'councilId', `/months/${String(world.values.month)}`)]);
  });

  scene('nor does an administrator', async () => {
    await walk('admin', ['/accounts', '/account']);
  });

  scene('a Chinese word of the page itself would be found', async () => {
    const { visitor, data } = await open('lead');
    await visitor.page.evaluate(() => {
      document.querySelector('h1')?.insertAdjacentHTML('afterend', '<p title="漏译的提示">漏译</p>');
    });
    expect(await chineseOf(visitor.page, data)).toEqual(expect.arrayContaining(['漏译', '漏译的提示']));
  });
});
