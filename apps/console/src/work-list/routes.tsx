import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const workListRoutes: RouteObject[] = [page('', () => import('./work-list-page').then((m) => m.WorkListPage))];
