/**
 * CITY 市委组织部 · DIST 区委组织部 · COORD 联席会办公室 · UNIT 成员单位 · AUDIT 审计 · ADMIN 系统管理员 (accounts and mandates,
 * no business data) · SYSTEM the service itself.
 */
export const ROLES = ['CITY', 'DIST', 'COORD', 'UNIT', 'AUDIT', 'ADMIN', 'SYSTEM'] as const;
export type Role = (typeof ROLES)[number];

/**
 * An organization acts through a person under a dated mandate.
 * `scope` is a city code for CITY and AUDIT, a district code for DIST, a council id for COORD, a unit id for UNIT, and
 * `*` for ADMIN and SYSTEM.
 */
export type Actor = Readonly<{ accountId: string; mandateId: string; role: Role; scope: string }>;

/** The service acting by itself, on a rule and not on anybody's wish. */
export const SYSTEM: Actor = { accountId: 'system', mandateId: 'system', role: 'SYSTEM', scope: '*' };

/**
 * The districts, councils and units that something is the business of. Cities follow from the districts; `accounts` is
 * `['*']` for the business of administrators.
 */
export type Scope = Readonly<{
  districts?: readonly string[];
  councils?: readonly string[];
  units?: readonly string[];
  accounts?: readonly string[];
}>;

const cityOf = (divisionCode: string) => divisionCode.slice(0, 4);

/** Whether the actor's mandate stands within the scope. */
export function within(actor: Actor, scope: Scope): boolean {
  switch (actor.role) {
    case 'CITY':
    case 'AUDIT':
      return (scope.districts ?? []).some((code) => cityOf(code) === cityOf(actor.scope));
    case 'DIST':
      return (scope.districts ?? []).includes(actor.scope);
    case 'COORD':
      return (scope.councils ?? []).includes(actor.scope);
    case 'UNIT':
      return (scope.units ?? []).includes(actor.scope);
    case 'ADMIN':
      return (scope.accounts ?? []).includes(actor.scope);
    case 'SYSTEM':
      return true;
  }
}
