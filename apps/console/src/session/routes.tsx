import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const sessionRoutes: RouteObject[] = [
  page('/sign-in', () => import('./sign-in-page').then((m) => m.SignInPage)),
  page('/setup', () => import('./setup-page').then((m) => m.SetupPage)),
];
