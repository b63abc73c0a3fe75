/** One row of the table that `npm run bench` prints. */
export type Figure = Readonly<{
  figure: string;
  ours: number;
  /** What it is compared with, measured in the same run. */
  peer?: number;
  ratio?: number;
  /** For the ratio, or for `ours` where there is none. Absent: told for information. */
  target?: number;
  /** Reached from below: less is better. */
  atMost?: boolean;
}>;

/** The value below which that share of the values lies. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] as number;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);
