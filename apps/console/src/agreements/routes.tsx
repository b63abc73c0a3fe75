import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const agreementRoutes: RouteObject[] = [
  page('agreements', () => import('./agreement-list-page').then((m) => m.AgreementListPage)),
  page('agreements/new', () => import('./new-agreement-page').then((m) => m.NewAgreementPage)),
  page('agreements/:id', () => import('./agreement-page').then((m) => m.AgreementPage)),
  page('agreements/:id/revise', () => import('./revise-agreement-page').then((m) => m.ReviseAgreementPage)),
  page('obligations', () => import('./obligations-page').then((m) => m.ObligationsPage)),
];
