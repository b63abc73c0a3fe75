/** Rows by key; keys in order of first appearance. */
export function groupBy<T, K>(rows: Iterable<T>, keyOf: (row: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const row of rows) {
    const key = keyOf(row);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Code order: by UTF-16 unit, the same on every host, unlike a locale's. */
export const byCode = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
