import { createHash, randomUUID } from 'node:crypto';

// Namespaces made once for this project with a random UUID; changing one would break idempotency of old keys.
const AGGREGATES = '0f6d0b3e-6c5c-4f0e-9a53-5d0a4d1c7a11';
const EVENTS = 'b4c7a0f2-1f0d-4a78-8a4e-6a5a3f6b9d22';

/** UUID version 5 (RFC 9562 5.5): the same name in the same namespace is always the same id. */
export function uuidV5(namespace: string, name: string): string {
  const hash = createHash('sha1')
    .update(Buffer.from(namespace.replaceAll('-', ''), 'hex'))
    .update(name, 'utf8')
    .digest();
  hash[6] = ((hash[6] as number) & 0x0f) | 0x50;
  hash[8] = ((hash[8] as number) & 0x3f) | 0x80;
  const hex = hash.subarray(0, 16).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The id of a new aggregate: fixed by account and key, so that a retried creation meets its own stream. */
export function newAggregateId(category: string, accountId: string, idempotencyKey?: string): string {
  return idempotencyKey ? uuidV5(AGGREGATES, `${category}/${accountId}/${idempotencyKey}`) : randomUUID();
}

/** The id of the `index`-th event that a request causes on a stream: fixed by its key, random without one. */
export function newEventId(
  stream: string,
  accountId: string,
  idempotencyKey: string | undefined,
  index: number,
): string {
  return idempotencyKey ? uuidV5(EVENTS, `${stream}/${accountId}/${idempotencyKey}/${index}`) : randomUUID();
}
