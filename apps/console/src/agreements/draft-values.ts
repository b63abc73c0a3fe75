import type { Terms } from './agreement-text';

export type Kind = Terms['kind'];
type PartyValues = Partial<Terms['parties'][number]>;
export type ObligationValues = Partial<Terms['obligations'][number]> & Readonly<{ obligationId: string }>;

/** An agreement while it is being written: anything may still be missing. */
export type DraftValues = Partial<Omit<Terms, 'parties' | 'obligations' | 'scopeItems' | 'needs'>> &
  Readonly<{
    councilId?: string | null;
    parties: PartyValues[];
    obligations: ObligationValues[];
    scopeItems: string[];
    needs?: string[];
  }>;

export type Body = Terms & Readonly<{ councilId?: string }>;

/** What a kind of agreement asks of the form; the service says what is missing (AGR-e). */
export type Asked = Readonly<{
  sides: readonly Terms['parties'][number]['side'][];
  level: boolean;
  trade: boolean;
  locality: boolean;
  businessRelation: boolean;
  postedCadres: boolean;
  needs: boolean;
  sharedResources: boolean;
  /** Help goes one way, so that only the givers have to owe something. */
  isOneWay: boolean;
}>;

const NOTHING: Asked = {
  sides: ['PARTY'],
  level: false,
  trade: false,
  locality: false,
  businessRelation: false,
  postedCadres: false,
  needs: false,
  sharedResources: false,
  isOneWay: false,
};
const HELP = { sides: ['GIVER', 'RECEIVER'], isOneWay: true } as const;

const ASKED: Readonly<Record<Kind, Asked>> = {
  VERTICAL: { ...NOTHING, level: true },
  HORIZONTAL_BUSINESS: { ...NOTHING, level: true, businessRelation: true },
  HORIZONTAL_MUTUAL_AID: { ...NOTHING, level: true },
  HORIZONTAL_CROSS_TRADE: { ...NOTHING, level: true, trade: true },
  TARGETED_ASSISTANCE: { ...NOTHING, ...HELP, postedCadres: true },
  URBAN_RURAL: { ...NOTHING, locality: true, sharedResources: true },
  VILLAGE_VILLAGE: { ...NOTHING, locality: true },
  REGIONAL: NOTHING,
  TRADE_UNIFIED: { ...NOTHING, sides: ['LEAD', 'PARTY'], trade: true },
  COUNTY_RESOURCE_PAIRING: { ...NOTHING, ...HELP, locality: true, needs: true },
};

/**
 * What to ask for. What the text already says is asked for too, whatever its kind: it must not vanish from a text that
 * is only being changed elsewhere.
 */
export function askedOf(kind: Kind | undefined, values: Pick<DraftValues, 'parties'> & Partial<DraftValues>): Asked {
  const asked = kind ? ASKED[kind] : NOTHING;
  const { parties, businessRelation, postedCadres, needs, sharedResources } = values;
  const some = (what: 'level' | 'trade' | 'locality') => parties.some((party) => party?.[what]);
  const sides = parties.flatMap((party) => party?.side ?? []);
  return {
    ...asked,
    sides: [...new Set([...asked.sides, ...sides])],
    level: asked.level || some('level'),
    trade: asked.trade || some('trade'),
    locality: asked.locality || some('locality'),
    businessRelation: asked.businessRelation || Boolean(businessRelation),
    postedCadres: asked.postedCadres || typeof postedCadres === 'number',
    needs: asked.needs || Boolean(needs?.length),
    sharedResources: asked.sharedResources || Boolean(sharedResources?.length),
  };
}

/** The parties that have to owe something and owe nothing yet, by their place. */
export function owingNothing(values: DraftValues): readonly number[] {
  const { isOneWay } = askedOf(values.kind, values);
  return values.parties.flatMap(({ unitId, side } = {}, index) => {
    if (!unitId || (isOneWay && side !== 'GIVER')) return [];
    return values.obligations.some((obligation) => obligation?.unitId === unitId) ? [] : [index];
  });
}

/** A key for a new duty, none that this or an earlier text has used: a key stays with its duty. */
export function newObligationId(used: readonly string[]): string {
  const numbers = used.map((id) => Number(/^o(\d+)$/.exec(id)?.[1] ?? 0));
  return `o${Math.max(0, ...numbers) + 1}`;
}

type Missing = undefined | null | '';
const given = <T>(value: T | Missing): value is T => value !== undefined && value !== null && value !== '';

/** Without what is empty: an optional field that is not there is not part of the text. */
function withoutEmpty<T extends object>(values: T): T {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => given(value) && !(Array.isArray(value) && value.length === 0)),
  ) as T;
}

/** What is sent. What is missing is left out, so that the service names it. */
export function bodyOf({ councilId, ...values }: DraftValues): Body {
  const { parties, obligations, scopeItems, projectIds = [], ...rest } = values;
  const body = {
    ...withoutEmpty(rest),
    ...(councilId ? { councilId } : {}),
    parties: parties.map((party) => withoutEmpty({ side: 'PARTY' as const, ...party })),
    scopeItems: scopeItems.map((item) => item ?? ''),
    obligations: obligations.map((obligation) => withoutEmpty(obligation)),
    projectIds,
  };
  return body as Body;
}

/** The terms, once nothing is missing that a text needs to be written out. */
export function completeTerms(values: DraftValues): Terms | undefined {
  const { councilId: _, ...body } = bodyOf(values);
  const single = [body.kind, body.title, body.purpose, body.termFrom, body.termTo, body.reviewCadence, body.copies];
  const parts = [
    ...body.parties.flatMap(({ unitId, signatoryPost }) => [unitId, signatoryPost]),
    ...body.obligations.flatMap(({ unitId, text, targetQty, measureUnit, dueOn }) => [
      ...[unitId, text, targetQty, measureUnit, dueOn],
    ]),
    body.terminationNoticeDays,
  ];
  return [...single, ...parts].every(given) ? body : undefined;
}
