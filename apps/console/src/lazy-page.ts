import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';

/** A page that is loaded when it is first opened: `page('units/:id', () => import('./unit-page').then((m) => m.UnitPage))`. */
export function page(path: string, load: () => Promise<ComponentType>): RouteObject {
  return { path, lazy: async () => ({ Component: await load() }) };
}
