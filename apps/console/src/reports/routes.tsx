import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const reportRoutes: RouteObject[] = [
  page('reports', () => import('./reports-page').then((m) => m.ReportsPage)),
  page('reports/:code', () => import('./report-page').then((m) => m.ReportPage)),
];
