export type MoneyUnit = 'YUAN' | 'WAN';

const FEN: Readonly<Record<MoneyUnit, number>> = { YUAN: 100, WAN: 1_000_000 };

/** Decimals that are still whole fen. */
export const DECIMALS: Readonly<Record<MoneyUnit, number>> = { YUAN: 2, WAN: 6 };

/** What was typed, in whole fen: 0.29元 are 29 fen whatever the binary fraction says. */
export const toFen = (amount: number, unit: MoneyUnit): number => Math.round(amount * FEN[unit]);

export const fromFen = (fen: number, unit: MoneyUnit): number => fen / FEN[unit];

/** The sum of what is there; lines without an amount count nothing. */
export const sumOfFen = (amounts: readonly (number | null | undefined)[]): number =>
  amounts.reduce<number>((sum, fen) => sum + (fen ?? 0), 0);
