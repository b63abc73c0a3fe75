import type { Schemas } from '../api/client';

type Unit = Pick<Schemas['Unit'], 'districts' | 'statuses'>;

/** Of a history that may reach into the future: the entry that holds on that day, else the first. */
const on = <Entry extends Readonly<{ from: string }>>(entries: readonly Entry[], day: string): Entry | undefined =>
  entries.findLast(({ from }) => from <= day) ?? entries[0];

/** The district that answers for the unit on that day; an accepted transfer may lie ahead. */
export const districtOn = (unit: Unit, day: string) => on(unit.districts, day);

/** The status on that day and since when. */
export const statusOn = (unit: Unit, day: string) => on(unit.statuses, day);

/** What is decided but lies ahead. */
export const ahead = <Entry extends Readonly<{ from: string }>>(entries: readonly Entry[], day: string): Entry[] =>
  entries.filter(({ from }) => from > day);
