import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const activityRoutes: RouteObject[] = [
  page('activities', () => import('./activities-page').then((m) => m.ActivitiesPage)),
  page('activities/new', () => import('./new-activity-page').then((m) => m.NewActivityPage)),
  page('activities/:id', () => import('./activity-page').then((m) => m.ActivityPage)),
  page('units/:id/one-pager', () => import('../one-pager/one-pager').then((m) => m.OnePagerPage)),
];
