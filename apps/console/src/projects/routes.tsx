import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const projectRoutes: RouteObject[] = [
  page('projects', () => import('./project-list-page').then((m) => m.ProjectListPage)),
];
