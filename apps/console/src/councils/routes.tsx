import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const councilRoutes: RouteObject[] = [
  page('councils', () => import('./councils-page').then((m) => m.CouncilsPage)),
  page('councils/:id', () => import('./council-page').then((m) => m.CouncilPage)),
];
