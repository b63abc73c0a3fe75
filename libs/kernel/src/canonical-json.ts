import { createHash } from 'node:crypto';

/**
 * RFC 8785: the one way to write a JSON value, so that equal values have equal hashes. Throws a TypeError for what JSON
 * cannot carry unchanged: undefined, NaN, infinities, bigints, dates and other class instances, broken surrogate pairs.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${Array.from(value, canonicalJson).join(',')}]`;
  if (isPlainObject(value)) {
    // The default order of sort() is by UTF-16 code units, which is the order the RFC asks for.
    const members = Object.keys(value)
      .sort()
      .map((key) => `${canonicalJson(key)}:${canonicalJson(value[key])}`);
    return `{${members.join(',')}}`;
  }
  const fits =
    value === null ||
    typeof value === 'boolean' ||
    (typeof value === 'number' && Number.isFinite(value)) ||
    (typeof value === 'string' && !/\p{Cs}/u.test(value));
  if (!fits) throw new TypeError(`Not a JSON value: ${typeof value}`);
  return JSON.stringify(value);
}

/** `sha256:` and the hex digest of the value's canonical form. */
export function contentHash(value: unknown): string {
  return `sha256:${createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}
