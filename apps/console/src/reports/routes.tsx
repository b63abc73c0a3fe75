import type { RouteObject } from 'react-router';
import { page } from '../lazy-page';

export const reportRoutes: RouteObject[] = [
  page('reports', () => import('./reports-page').then((m) => m.ReportsPage)),
  page('reports/:code', () => import('./report-page').then((m) => m.ReportPage)),
  page('months', () => import('./months-page').then((m) => m.MonthsPage)),
  page('councils/:id/months/:month', () => import('./month-page').then((m) => m.MonthPage)),
  page('councils/:id/months/:month/:reportCode/v/:versionNo', () =>
    import('./version-page').then((m) => m.VersionPage),
  ),
];
