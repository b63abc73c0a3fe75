import { Views1790000000100 } from './1790000000100-views.js';
import { Search1790000000200 } from './1790000000200-search.js';

/** What makes the tables of the views, oldest first. */
export const viewMigrations = [Views1790000000100, Search1790000000200];
