import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Instant } from '@lianjian/kernel/time';
import { calculateJwkThumbprint, exportJWK, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

/** Whose session a token stands for, and which of its mandates is in use. */
export type AccessClaims = Readonly<{ accountId: string; mandateId: string; sessionId: string }>;

const AUDIENCE = 'lianjian';
const TYPE = 'at+jwt';
const claims = z.object({ sub: z.uuid(), mid: z.string().min(1), sid: z.uuid() });

/** Issues and verifies access tokens: JWTs (RFC 9068) signed with Ed25519 and with nothing else. */
export class AccessTokens {
  private readonly publicKey: KeyObject;

  constructor(
    private readonly privateKey: KeyObject,
    private readonly issuer: string,
    readonly lifetimeSeconds = 600,
  ) {
    this.publicKey = createPublicKey(privateKey);
  }

  async issue({ accountId, mandateId, sessionId }: AccessClaims, at: Instant): Promise<string> {
    const issuedAt = Math.floor(Date.parse(at) / 1000);
    return new SignJWT({ mid: mandateId, sid: sessionId })
      .setProtectedHeader({
        alg: 'EdDSA',
        typ: TYPE,
        kid: await calculateJwkThumbprint(await exportJWK(this.publicKey)),
      })
      .setSubject(accountId)
      .setIssuer(this.issuer)
      .setAudience(AUDIENCE)
      .setJti(randomUUID())
      .setIssuedAt(issuedAt)
      .setNotBefore(issuedAt)
      .setExpirationTime(issuedAt + this.lifetimeSeconds)
      .sign(this.privateKey);
  }

  /** Undefined for every token that is not ours, not yet or no longer valid, or not an access token. */
  async verify(token: string, at: Instant): Promise<AccessClaims | undefined> {
    try {
      const { payload } = await jwtVerify(token, this.publicKey, {
        algorithms: ['EdDSA'],
        typ: TYPE,
        issuer: this.issuer,
        audience: AUDIENCE,
        requiredClaims: ['sub', 'iat', 'nbf', 'exp', 'jti'],
        maxTokenAge: this.lifetimeSeconds,
        clockTolerance: 5,
        currentDate: new Date(at),
      });
      const { sub, mid, sid } = claims.parse(payload);
      return { accountId: sub, mandateId: mid, sessionId: sid };
    } catch {
      return undefined;
    }
  }
}

/** The Ed25519 key of a PEM file that only its owner may read; makes the file when there is none. */
export function tokenKeyFrom(file: string): KeyObject {
  makeTokenKey(file);
  const mode = statSync(file).mode & 0o777;
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new Error(
      `${file} 的权限为 ${mode.toString(8)}，应为 600 (the token key must be readable by its owner only)`,
    );
  }
  const key = createPrivateKey(readFileSync(file));
  if (key.asymmetricKeyType !== 'ed25519') {
    throw new Error(`${file} 不是 Ed25519 私钥 (the token key must be an Ed25519 private key)`);
  }
  return key;
}

function makeTokenKey(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  const { privateKey } = generateKeyPairSync('ed25519');
  try {
    // `wx`: of two processes that start at once, one makes the key and both use it.
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { flag: 'wx', mode: 0o600 });
    chmodSync(file, 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
