import { kindOf, lastEnded, type PeriodKind } from '../parts/periods';

export const LENSES = ['LEAD', 'INVOLVED', 'SHARED'] as const;
export const MODES = ['AS_WAS', 'RESTATED'] as const;
export type Lens = (typeof LENSES)[number];
export type Mode = (typeof MODES)[number];

/** What a reader chose, as it stands in the address. */
export type Asked = Readonly<{
  councilId: string;
  period: string;
  lens: Lens;
  mode: Mode;
  /** A day, all of which is known then, or an instant; nothing for now. */
  asOf?: string;
  outward: boolean;
}>;

/** The query of the API. */
export type ReportQuery = {
  councilId: string;
  period: string;
  lens: Lens;
  mode: Mode;
  asOf?: string;
  outward?: string;
};

type Defaults = Readonly<{ councilId: string; kind: PeriodKind; today: string }>;

/** What the address asks for; whatever it does not say, or says wrongly, is as most people want it. */
export function askedIn(address: URLSearchParams, { councilId, kind, today }: Defaults): Asked {
  const period = address.get('period') ?? '';
  const asOf = address.get('asOf') ?? '';
  return {
    councilId: address.get('councilId') || councilId,
    period: kindOf(period) ? period : lastEnded(kind, today),
    lens: LENSES.find((lens) => lens === address.get('lens')) ?? 'INVOLVED',
    mode: MODES.find((mode) => mode === address.get('mode')) ?? 'AS_WAS',
    ...(Number.isNaN(Date.parse(asOf)) ? {} : { asOf }),
    outward: address.get('outward') === 'true',
  };
}

/** The same for the API. A day means its end in Shanghai: all that was recorded on it is in. */
export function toQuery({ asOf, outward, ...asked }: Asked): ReportQuery {
  return {
    ...asked,
    ...(asOf ? { asOf: instantOf(asOf) } : {}),
    ...(outward ? { outward: 'true' } : {}),
  };
}

/** Whether it is told in the terms of what is published, so that the two can be held side by side. */
export const isInPublishedTerms = ({ mode, outward }: Asked): boolean => mode === 'AS_WAS' && !outward;

const instantOf = (asOf: string): string =>
  new Date(/^\d{4}-\d{2}-\d{2}$/.test(asOf) ? `${asOf}T23:59:59.999+08:00` : asOf).toISOString();
