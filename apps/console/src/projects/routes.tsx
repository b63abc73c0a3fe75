import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const projectRoutes: RouteObject[] = [
  page('projects', () => import('./project-list-page').then((m) => m.ProjectListPage)),
  page('projects/new', () => import('./new-project-page').then((m) => m.NewProjectPage)),
  page('projects/:id', () => import('./project-page').then((m) => m.ProjectPage)),
];
