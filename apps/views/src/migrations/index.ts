import { Views1790000000100 } from './1790000000100-views.js';

/** What makes the tables of the views, oldest first. */
export const viewMigrations = [Views1790000000100];
