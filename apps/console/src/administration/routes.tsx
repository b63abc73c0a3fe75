import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const administrationRoutes: RouteObject[] = [
  page('accounts', () => import('./accounts-page').then((m) => m.AccountsPage)),
  page('accounts/:id', () => import('./account-page').then((m) => m.AccountPage)),
  page('account', () => import('../account/own-account-page').then((m) => m.OwnAccountPage)),
];
