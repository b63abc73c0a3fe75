import { activityView } from './activities/activity.view.js';
import { participationView } from './activities/participation.view.js';
import { agreementView } from './agreements/agreement.view.js';
import { obligationView } from './agreements/obligation.view.js';
import { councilView } from './councils/council.view.js';
import { memberView } from './councils/member.view.js';
import { periodView } from './periods/period.view.js';
import { reportVersionView } from './periods/report-version.view.js';
import { projectView } from './projects/project.view.js';
import { searchView } from './search/search.view.js';
import { unitView } from './units/unit.view.js';

/** Every view of the read side; each folds one stream into its own rows. Only the search has several kinds of streams. */
export const views = [
  unitView,
  councilView,
  memberView,
  agreementView,
  obligationView,
  projectView,
  activityView,
  participationView,
  periodView,
  reportVersionView,
  searchView,
];

export const viewEntities = views.map(({ entity }) => entity);
