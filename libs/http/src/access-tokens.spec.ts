import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type JWTHeaderParameters, SignJWT } from 'jose';
import { AccessTokens, tokenKeyFrom } from './access-tokens.js';

const AT = '2026-03-02T01:00:00.000Z';
const NOW = Date.parse(AT) / 1000;
const ours = generateKeyPairSync('ed25519').privateKey;
const theirs = generateKeyPairSync('ed25519').privateKey;
const tokens = new AccessTokens(ours, 'lianjian');
const claims = { accountId: randomUUID(), mandateId: randomUUID(), sessionId: randomUUID() };

const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const HEADER = { alg: 'EdDSA', typ: 'at+jwt' };
const PAYLOAD = {
  iss: 'lianjian',
  aud: 'lianjian',
  sub: claims.accountId,
  mid: claims.mandateId,
  sid: claims.sessionId,
  jti: randomUUID(),
  iat: NOW,
  nbf: NOW,
  exp: NOW + 600,
};
type Payload = Readonly<Record<string, unknown>>;

const signed = (payload: Payload, header: Payload = {}, key: KeyObject = ours) =>
  new SignJWT({ ...PAYLOAD, ...payload }).setProtectedHeader({ ...HEADER, ...header } as JWTHeaderParameters).sign(key);
const without = (claim: keyof typeof PAYLOAD) => signed({ [claim]: undefined });
const unsigned = (header: object, payload: object = PAYLOAD) => `${base64(header)}.${base64(payload)}.`;
const hmac = (alg: string, secret: string | Buffer, header: object = {}) => {
  const text = `${base64({ typ: 'at+jwt', ...header, alg })}.${base64(PAYLOAD)}`;
  return `${text}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(text)
    .digest('base64url')}`;
};
const publicPem = createPublicKey(ours).export({ type: 'spki', format: 'pem' });
const publicDer = createPublicKey(ours).export({ type: 'spki', format: 'der' });
const publicRaw = Buffer.from(createPublicKey(ours).export({ format: 'jwk' }).x as string, 'base64url');
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const jwkOf = (key: KeyObject) => createPublicKey(key).export({ format: 'jwk' });

/** Tokens that somebody without our key, or with a token of another kind, could present. */
const corpus: Readonly<Record<string, () => string | Promise<string>>> = {
  'no algorithm': () => unsigned({ ...HEADER, alg: 'none' }),
  'no algorithm, in other letters': () => unsigned({ ...HEADER, alg: 'nOnE' }),
  'an empty algorithm': () => unsigned({ ...HEADER, alg: '' }),
  'no header field alg': () => unsigned({ typ: 'at+jwt' }),
  'our algorithm without a signature': () => unsigned(HEADER),
  'HS256 with our public key (PEM)': () => hmac('HS256', publicPem),
  'HS256 with our public key (DER)': () => hmac('HS256', publicDer),
  'HS256 with our public key (raw)': () => hmac('HS256', publicRaw),
  'HS384 with our public key': () => hmac('HS384', publicPem),
  'HS512 with our public key': () => hmac('HS512', publicPem),
  'HS256 with an empty secret': () => hmac('HS256', ''),
  'HS256 with a well-known secret': () => hmac('HS256', 'secret'),
  'RS256 with their key': () => signed({}, { alg: 'RS256' }, rsa),
  'PS256 with their key': () => signed({}, { alg: 'PS256' }, rsa),
  'ES256 with their key': () => signed({}, { alg: 'ES256' }, ec),
  'another Ed25519 key': () => signed({}, {}, theirs),
  'another key, in the header': () => signed({}, { jwk: jwkOf(theirs) }, theirs),
  'another key, by address': () => signed({}, { jku: 'https://attacker.example/keys.json' }, theirs),
  'another key, by certificate address': () => signed({}, { x5u: 'https://attacker.example/cert.pem' }, theirs),
  'another key, by certificate': () => signed({}, { x5c: ['MIIB'] }, theirs),
  'a key id that is a path': () => signed({}, { kid: '../../../../dev/null' }, theirs),
  'an empty secret by a key id that is a path': () => hmac('HS256', '', { kid: '/dev/null' }),
  'a key id with SQL': () => signed({}, { kid: "x' UNION SELECT 'key" }, theirs),
  'our key id, their key': async () => {
    const [header] = (await tokens.issue(claims, AT)).split('.') as [string];
    return signed({}, { kid: JSON.parse(Buffer.from(header, 'base64url').toString()).kid }, theirs);
  },
  'an extension that must be understood': () =>
    signed({}, { crit: ['exp'] }).catch(() => unsigned({ ...HEADER, crit: ['exp'] })),
  'another issuer': () => signed({ iss: 'elsewhere' }),
  'an issuer that begins like ours': () => signed({ iss: 'lianjian.attacker' }),
  'no issuer': () => without('iss'),
  'another audience': () => signed({ aud: 'other-service' }),
  'audiences without ours': () => signed({ aud: ['a', 'b'] }),
  'no audience': () => without('aud'),
  'an identity token': () => signed({}, { typ: 'JWT' }),
  'a logout token': () => signed({}, { typ: 'logout+jwt' }),
  'no type': () => signed({}, { typ: undefined }),
  expired: () => signed({ exp: NOW - 6 }),
  'expired long ago': () => signed({ iat: NOW - 7200, nbf: NOW - 7200, exp: NOW - 6600 }),
  'no expiry': () => without('exp'),
  'an expiry that is a text': () =>
    signed({ exp: '9999999999' }).catch(() => unsigned(HEADER, { ...PAYLOAD, exp: '9999999999' })),
  'an expiry in a thousand years, issued long ago': () => signed({ iat: NOW - 7200, exp: NOW + 3e10 }),
  'not valid yet': () => signed({ nbf: NOW + 60 }),
  'no beginning': () => without('nbf'),
  'issued in the future': () => signed({ iat: NOW + 60 }),
  'no time of issue': () => without('iat'),
  'no subject': () => without('sub'),
  'a subject that is no account': () => signed({ sub: 'admin' }),
  'no mandate': () => without('mid'),
  'no session': () => without('sid'),
  'a session that is no id': () => signed({ sid: '../1' }),
  'no id': () => without('jti'),
  'one character of the signature changed': async () => {
    const token = await tokens.issue(claims, AT);
    return `${token.slice(0, -10)}${token.at(-10) === 'A' ? 'B' : 'A'}${token.slice(-9)}`;
  },
  'another subject under a good signature': async () => {
    const [header, , signature] = (await tokens.issue(claims, AT)).split('.');
    return `${header}.${base64({ ...PAYLOAD, sub: randomUUID() })}.${signature}`;
  },
  'the end cut off': async () => (await tokens.issue(claims, AT)).slice(0, -4),
  'the signature cut off': async () => (await tokens.issue(claims, AT)).split('.').slice(0, 2).join('.'),
  'a part too many': async () => `${await tokens.issue(claims, AT)}.x`,
  'five parts, as if encrypted': async () => `${await tokens.issue(claims, AT)}.x.y`,
  nothing: () => '',
  'two dots': () => '..',
  'no JSON inside': () => 'YQ.YQ.YQ',
  'a list inside': () => `${base64(HEADER)}.${base64([1])}.YQ`,
  'ten thousand characters': () => 'a'.repeat(10_000),
  'NUL inside': () => 'a\0.b\0.c\0',
};

describe('An access token', () => {
  it('says whose session it is and which mandate is in use', async () => {
    expect(await tokens.verify(await tokens.issue(claims, AT), AT)).toEqual(claims);
    // The corpus is built from this one: what it refuses, it refuses for the one thing that is wrong.
    expect(await tokens.verify(await signed({}), AT)).toEqual(claims);
  });

  it('ends after ten minutes', async () => {
    const token = await tokens.issue(claims, AT);
    expect(await tokens.verify(token, '2026-03-02T01:10:04.000Z')).toEqual(claims);
    expect(await tokens.verify(token, '2026-03-02T01:10:06.000Z')).toBeUndefined();
  });

  it.each(Object.entries(corpus))('is not accepted: %s', async (_name, token) => {
    expect(await tokens.verify(await token(), AT)).toBeUndefined();
  });
});

describe('The key of the tokens', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'lianjian-keys-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is made when there is none, for its owner only, and then stays', async () => {
    const file = join(folder, 'keys', 'token.pem');
    const issued = await new AccessTokens(tokenKeyFrom(file), 'lianjian').issue(claims, AT);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const pem = readFileSync(file, 'utf8');
    expect(await new AccessTokens(tokenKeyFrom(file), 'lianjian').verify(issued, AT)).toEqual(claims);
    expect(readFileSync(file, 'utf8')).toBe(pem);
  });

  it('is refused when others can read it', () => {
    const file = join(folder, 'open.pem');
    tokenKeyFrom(file);
    chmodSync(file, 0o640);
    expect(() => tokenKeyFrom(file)).toThrow('640');
  });

  it('is refused when it is of another kind', () => {
    const file = join(folder, 'rsa.pem');
    writeFileSync(file, rsa.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    expect(() => tokenKeyFrom(file)).toThrow('Ed25519');
  });
});
