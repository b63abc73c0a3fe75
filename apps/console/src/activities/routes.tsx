import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const activityRoutes: RouteObject[] = [
  page('activities', () => import('./activities-page').then((m) => m.ActivitiesPage)),
];
