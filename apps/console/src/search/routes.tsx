import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const searchRoutes: RouteObject[] = [page('search', () => import('./search-page').then((m) => m.SearchPage))];
