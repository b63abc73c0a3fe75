import type { Text } from '../language/language';

const QUALIFIERS = ['EXACT', 'ABOUT', 'OVER', 'NEARLY'] as const;

/** A number with how exactly it is meant. */
export type Quantity = Readonly<{ value: number; unit: string; qualifier: (typeof QUALIFIERS)[number] }>;

/** A figure that somebody published, as it was said. */
export type Declared = Readonly<{ name: string; quantity: Quantity; asOf: string; scope: string; source: string }>;

/** The declared figures of a council; the API's document does not say what is in them. */
export const declaredOf = (statistics: readonly Readonly<Record<string, unknown>>[]): Declared[] =>
  statistics.flatMap((statistic): Declared[] => {
    const { name, asOf, scope, source } = statistic;
    const quantity = quantityOf(statistic.quantity);
    return quantity ? [{ name: text(name), quantity, asOf: text(asOf), scope: text(scope), source: text(source) }] : [];
  });

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function quantityOf(value: unknown): Quantity | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { value: amount, unit, qualifier } = value as Readonly<Record<string, unknown>>;
  const known = QUALIFIERS.find((each) => each === qualifier);
  return typeof amount === 'number' && known ? { value: amount, unit: text(unit), qualifier: known } : undefined;
}

/** An exact fraction of what somebody typed: 0.65 as 65/100. */
export function rationalOf(decimal: number): { numerator: number; denominator: number } {
  const places = (String(decimal).split('.')[1] ?? '').length;
  const denominator = 10 ** places;
  return { numerator: Math.round(decimal * denominator), denominator };
}

/** 约30个, 210多个, 近2000户, as the reports word it. */
export function quantityWords({ value, unit, qualifier }: Quantity, t: Text): string {
  switch (qualifier) {
    case 'EXACT':
      return `${value}${unit}`;
    case 'ABOUT':
      return t(`约${value}${unit}`, `about ${value}${unit}`);
    case 'OVER':
      return t(`${value}多${unit}`, `over ${value}${unit}`);
    case 'NEARLY':
      return t(`近${value}${unit}`, `nearly ${value}${unit}`);
  }
}
