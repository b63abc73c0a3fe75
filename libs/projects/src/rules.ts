import type { Actor } from '@lianjian/permissions/actor';
import type { ProjectStatus } from './codes.js';
import { refuse } from './refusals.js';
import { type Project, statusOf } from './state.js';

export const distinct = (values: readonly string[]) => new Set(values).size === values.length;

/** Refuses unless the project stands at one of these. */
export function requireStatus(project: Project, ...allowed: readonly ProjectStatus[]): void {
  if (!allowed.includes(statusOf(project))) refuse('project/wrong-status');
}

/** PRJ-a: who registers, rejects, suspends, returns, accepts and terminates: the lead district, or for a city-wide project the city. */
export function requireAuthority({ role, scope }: Actor, { registeringAuthority, leadDistrict }: Project): void {
  if (registeringAuthority === 'CITY') {
    if (role !== 'CITY') refuse('project/city-decides');
    return;
  }
  if (role !== 'DIST') refuse('project/district-decides');
  if (scope !== leadDistrict) refuse('project/not-the-lead-district');
}
