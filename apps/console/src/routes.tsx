import { createBrowserRouter, type RouteObject } from 'react-router';
import { activityRoutes } from './activities/routes';
import { administrationRoutes } from './administration/routes';
import { agreementRoutes } from './agreements/routes';
import { councilRoutes } from './councils/routes';
import { Frame } from './frame/frame';
import { NotHere, PageFault } from './frame/not-here';
import { Starting } from './frame/starting';
import { projectRoutes } from './projects/routes';
import { reportRoutes } from './reports/routes';
import { searchRoutes } from './search/routes';
import { sessionRoutes } from './session/routes';
import { unitRoutes } from './units/routes';
import { workListRoutes } from './work-list/routes';

/** Every page, each loaded when it is first opened. What needs nobody signed in stands outside the frame. */
const routes: RouteObject[] = [
  { hydrateFallbackElement: <Starting />, children: sessionRoutes },
  {
    path: '/',
    element: <Frame />,
    hydrateFallbackElement: <Starting />,
    children: [
      {
        errorElement: <PageFault />,
        children: [
          ...workListRoutes,
          ...unitRoutes,
          ...councilRoutes,
          ...agreementRoutes,
          ...projectRoutes,
          ...activityRoutes,
          ...reportRoutes,
          ...searchRoutes,
          ...administrationRoutes,
          { path: '*', element: <NotHere /> },
        ],
      },
    ],
  },
];

export const router = createBrowserRouter(routes);
