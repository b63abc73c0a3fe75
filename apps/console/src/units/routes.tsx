import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const unitRoutes: RouteObject[] = [
  page('units', () => import('./unit-list-page').then((m) => m.UnitListPage)),
  page('units/new', () => import('./new-unit-page').then((m) => m.NewUnitPage)),
  page('units/:id', () => import('./unit-page').then((m) => m.UnitPage)),
];
