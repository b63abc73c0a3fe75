import { activities } from './events/activities';
import { agreements } from './events/agreements';
import { councils } from './events/councils';
import { mandates } from './events/mandates';
import { periods } from './events/periods';
import { projects } from './events/projects';
import type { Telling } from './events/telling';
import { units } from './events/units';

/** How every event that is ever stored is told, by its type. */
export const tellings: Readonly<Record<string, Telling>> = {
  ...units,
  ...councils,
  ...agreements,
  ...projects,
  ...activities,
  ...periods,
  ...mandates,
};
