import { randomUUID } from 'node:crypto';
import type { Role } from '@lianjian/permissions/actor';
import type { Service } from './service.js';

export type Answer<T = any> = Readonly<{ status: number; body: T; bytes: Buffer; headers: Headers }>;

type RequestOptions = Readonly<{
  /** Idempotency-Key; a new one for every write unless given. `null` for none. */
  key?: string | null;
  ifMatch?: string;
  headers?: Readonly<Record<string, string>>;
}>;

const PASSWORD = 'Xinjiekou-2019';

/** Somebody who is signed in; signs in again when a clock has jumped over the session. */
export class Client {
  #token: string | undefined;

  constructor(
    private readonly service: Pick<Service, 'address'>,
    readonly account: Readonly<{ username: string; password: string; id: string }> | undefined,
    /** The mandate the person acts under, where there are several. */
    private readonly mandateId?: string,
  ) {}

  get = <T = any>(path: string, options?: RequestOptions) => this.request<T>('GET', path, undefined, options);
  post = <T = any>(path: string, body: unknown = {}, options?: RequestOptions) =>
    this.request<T>('POST', path, body, options);
  put = <T = any>(path: string, body: unknown, options?: RequestOptions) => this.request<T>('PUT', path, body, options);
  patch = <T = any>(path: string, body: unknown, options?: RequestOptions) =>
    this.request<T>('PATCH', path, body, options);

  /** The answer to a request that must succeed. */
  async must<T = any>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH',
    path: string,
    body?: unknown,
    options?: RequestOptions,
  ): Promise<T> {
    const answer = await this.request<T>(method, path, body, options);
    if (answer.status >= 300) {
      throw new Error(`${method} ${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    }
    return answer.body;
  }

  async request<T = any>(
    method: string,
    path: string,
    body?: unknown,
    options: RequestOptions = {},
  ): Promise<Answer<T>> {
    const first = await this.#send<T>(method, path, body, options);
    if (first.status !== 401 || !this.account) return first;
    this.#token = undefined;
    return this.#send<T>(method, path, body, options);
  }

  /** The same person at another service, e.g. the one that was started again. */
  at(service: Pick<Service, 'address'>): Client {
    return new Client(service, this.account, this.mandateId);
  }

  /** An access token, for requests that are made by hand. */
  token(): Promise<string> {
    return this.#signedIn();
  }

  async #send<T>(
    method: string,
    path: string,
    body: unknown,
    { key, ifMatch, headers }: RequestOptions,
  ): Promise<Answer<T>> {
    const idempotencyKey = key === undefined && method !== 'GET' ? randomUUID() : key;
    const response = await fetch(`${this.service.address}/api/v1${path}`, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.account ? { authorization: `Bearer ${await this.#signedIn()}` } : {}),
        ...(idempotencyKey ? { 'idempotency-key': idempotencyKey } : {}),
        ...(ifMatch ? { 'if-match': ifMatch } : {}),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const bytes = await bytesOf(response);
    const text = bytes.toString('utf8');
    const isJson = response.headers.get('content-type')?.includes('json') ?? false;
    return {
      status: response.status,
      headers: response.headers,
      body: (isJson && text ? JSON.parse(text) : text) as T,
      bytes,
    };
  }

  async #signedIn(): Promise<string> {
    if (this.#token) return this.#token;
    const { username, password } = this.account as NonNullable<Client['account']>;
    const response = await fetch(`${this.service.address}/api/v1/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password, ...(this.mandateId ? { mandateId: this.mandateId } : {}) }),
    });
    const answer = (await response.json()) as { accessToken?: string };
    if (!answer.accessToken) throw new Error(`${username} cannot sign in: ${JSON.stringify(answer)}`);
    this.#token = answer.accessToken;
    return answer.accessToken;
  }
}

/** What was answered: all of it, or of a stream, which goes on for ever, what it begins with. */
export async function bytesOf(response: Response): Promise<Buffer> {
  const isStream = response.ok && response.headers.get('content-type')?.startsWith('text/event-stream');
  if (!isStream) return Buffer.from(await response.arrayBuffer());
  for await (const first of response.body ?? []) return Buffer.from(first);
  return Buffer.alloc(0);
}

/** An installation with its administrator, who makes the other people of a test. */
export class Installation {
  #people = 0;

  private constructor(
    private readonly service: Service,
    readonly admin: Client,
  ) {}

  /** Uses the one-time link that the service printed at its first start. */
  static async setUp(service: Service): Promise<Installation> {
    const token = /setup#token=([\w-]{43})/.exec(service.printed())?.[1];
    if (!token) throw new Error(`No set-up link was printed:\n${service.printed()}`);
    const username = 'administrator';
    const response = await fetch(`${service.address}/api/v1/setup`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, username, password: PASSWORD }),
    });
    const { account } = (await response.json()) as { account: { id: string } };
    return new Installation(service, new Client(service, { username, password: PASSWORD, id: account.id }));
  }

  /** Somebody nobody knows. */
  get stranger(): Client {
    return new Client(this.service, undefined);
  }

  /** A new person with one mandate, signed in, the password changed. */
  async person(role: Exclude<Role, 'SYSTEM'>, scope: string, from = '2011-01-01'): Promise<Client> {
    this.#people += 1;
    const username = `${role.toLowerCase()}-${this.#people}`;
    const { id, oneTimePassword } = await this.admin.must('POST', '/accounts', { username });
    await this.grant(id, role, scope, from);
    const newcomer = new Client(this.service, { username, password: oneTimePassword, id });
    await newcomer.must('POST', '/me/password', { currentPassword: oneTimePassword, newPassword: PASSWORD });
    return new Client(this.service, { username, password: PASSWORD, id });
  }

  async grant(accountId: string, role: string, scope: string, from = '2011-01-01'): Promise<string> {
    const granted = await this.admin.must('POST', `/accounts/${accountId}/mandates`, {
      role,
      scope,
      from,
      basis: '测试授权',
    });
    return granted.mandateId;
  }
}
