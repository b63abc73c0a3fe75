import type { RouteObject } from 'react-router';

export const administrationRoutes: RouteObject[] = [];
