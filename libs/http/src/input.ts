import { ProblemError } from './problem.js';

const MAX_DEPTH = 16;
const MAX_VALUES = 20_000;
// U+0000 and half of a surrogate pair: PostgreSQL can store neither, in text or in jsonb.
const UNSTORABLE = /\0|\p{Cs}/u;

/** Refuses what no schema should have to think of: depth, masses of values, text that cannot be stored. Never recurses. */
export function refuseHostile(input: unknown): void {
  const pending: [value: unknown, depth: number][] = [[input, 0]];
  let values = 0;
  for (let next = pending.pop(); next; next = pending.pop()) {
    const [value, depth] = next;
    values += 1;
    if (values > MAX_VALUES || depth > MAX_DEPTH) {
      throw new ProblemError(400, 'request/too-complex', '请求内容层次过深或条目过多');
    }
    if (typeof value === 'string') refuseUnstorable(value);
    if (typeof value !== 'object' || value === null) continue;
    for (const [key, child] of Object.entries(value)) {
      refuseUnstorable(key);
      pending.push([child, depth + 1]);
    }
  }
}

function refuseUnstorable(text: string): void {
  if (UNSTORABLE.test(text)) {
    throw new ProblemError(400, 'request/unstorable-text', '请求内容含有无法保存的字符');
  }
}

/** JSON with the keys of every object in order, so that the same content is the same text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
