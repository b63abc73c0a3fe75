import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Api } from '../support/api.js';
import { buildWorld, START, type World } from '../support/world.js';
import { SCREENS } from './support/browser.js';
import { useStage } from './support/stage.js';

const source = join(import.meta.dirname, '../../apps/console/src');

/** The addresses that the console knows, as its own routes say. */
const routes = readdirSync(source, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && readdirSync(join(source, entry.name)).includes('routes.tsx'))
  .flatMap(({ name }) => [...readFileSync(join(source, name, 'routes.tsx'), 'utf8').matchAll(/page\(\s*'([^']*)'/g)])
  .map(([, route]) => `/${(route as string).replace(/^\//, '')}`);

/** Pages of one thing or one task, and who has business there; everything else is for all who have a work list. */
const BUSINESS: Readonly<Record<string, readonly string[]>> = {
  '/sign-in': [],
  '/setup': [],
  '/accounts': ['admin'],
  '/accounts/:id': ['admin'],
  '/account': ['admin', 'lead'],
  '/units/new': ['gulou'],
  '/agreements/new': ['lead'],
  '/agreements/:id/revise': ['lead'],
  '/projects/new': ['gulou', 'lead'],
  '/activities/new': ['lead', 'coord'],
  '/reports': ['city', 'gulou', 'coord', 'auditor'],
  '/reports/:code': ['city', 'gulou', 'coord', 'auditor'],
  '/search': ['gulou', 'lead'],
};
const EVERYBODY = ['city', 'gulou', 'coord', 'lead', 'auditor'];
/** On a phone: those who are on their way. */
const ON_A_PHONE = ['gulou', 'coord', 'lead', 'admin'];

describe.each(SCREENS)('Every page, at $width px', (screen) => {
  let world: World;
  const stage = useStage({
    ...{ name: 'pages', startAt: START, screen },
    prepare: async (installation) => {
      world = await buildWorld(installation, stage, await Api.of(stage.service.address));
    },
  });
  const isNarrow = screen.width < 768;

  const addressOf = (route: string) => {
    const { values, valuesOf } = world;
    const [, kind] = route.split('/');
    const ids: Readonly<Record<string, unknown>> = {
      units: values.unitId,
      councils: values.councilId,
      agreements: values.agreementId,
      projects: values.projectId,
      activities: values.activityId,
      accounts: valuesOf('getAccount').id,
    };
    return route
      .replace(':id', String(ids[kind as string]))
      .replace(':month', String(values.month))
      .replace(/:(reportCode|code)/, 'R-01')
      .replace(':versionNo', '1')
      .replace(/\?$/, '');
  };

  it('has somebody for every route', () => {
    expect(routes.length).toBeGreaterThan(20);
    expect(Object.keys(BUSINESS).filter((route) => !routes.includes(route))).toEqual([]);
  });

  for (const name of isNarrow ? ON_A_PHONE : [...EVERYBODY, 'admin']) {
    stage.scene(`can be used by ${name}`, async () => {
      const visitor = await stage.visitor(world.people[name]?.client);
      const others = name === 'admin' ? [] : EVERYBODY;
      for (const route of routes.filter((route) => (BUSINESS[route] ?? others).includes(name))) {
        await visitor.open(addressOf(route));
        await visitor.isAt(/./);
        await visitor.look(`${name}${route.replaceAll(/\W+/g, '-')}`);
      }
    });
  }
});
