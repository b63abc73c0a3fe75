import { useSyncExternalStore } from 'react';
import { ApiProblem } from '../api/problem';
import type { components } from '../api/schema';

type Schemas = components['schemas'];
export type Mandate = Schemas['Mandate'];
export type Account = Schemas['AccountSummary'];

/**
 * Who is signed in. `expired`: was signed in, and what is on screen stays until the same person signs in again; `left`:
 * signed out of their own accord, so nothing of theirs stays.
 */
type Session =
  | Readonly<{ status: 'starting' | 'out' | 'left' }>
  | Readonly<{ status: 'in' | 'expired'; account: Account; mandate: Mandate; mandates: readonly Mandate[] }>;

type Token = Readonly<{ accessToken: string; goodUntil: number }>;

// The access token lives in this page only; what outlives it is a cookie that scripts cannot read.
let token: Token | undefined;
let session: Session = { status: 'starting' };
const listeners = new Set<() => void>();

const PREFERRED = 'lianjian.mandate';
const SIGNED_IN = 'lianjian.signed-in';
/** Renewed before it ends, so that no request meets a token that ends on the way. */
const MARGIN_MS = 20_000;

function set(next: Session): void {
  session = next;
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The session as it is, and again whenever it changes. */
export const useSession = (): Session => useSyncExternalStore(subscribe, () => session);

/** Who is signed in; only below the frame, which is not there for anybody else. */
export function useMe(): Extract<Session, { account: Account }> {
  const current = useSession();
  if (!('account' in current)) throw new Error('Only for pages of people who are signed in');
  return current;
}

/** The access token of now, renewed when it is about to end; undefined when nobody is signed in. */
export async function accessToken(): Promise<string | undefined> {
  if (token && Date.now() < token.goodUntil) return token.accessToken;
  if (session.status === 'expired') return undefined;
  return (await renew(token)) ? token?.accessToken : undefined;
}

/** `fetch` with the token of whoever is signed in; a token that the service no longer takes is renewed once. */
export async function authorized(request: Request): Promise<Response> {
  const asked = session;
  const again = request.clone();
  const used = await accessToken();
  refuseAnother(asked);
  if (used) request.headers.set('authorization', `Bearer ${used}`);
  const response = await fetch(request);
  if (response.status !== 401 || !used) return response;
  if (token?.accessToken === used && !(await renew(token))) return response;
  refuseAnother(asked);
  again.headers.set('authorization', `Bearer ${token?.accessToken}`);
  return fetch(again);
}

/** Another person has signed in meanwhile, in another page of this browser: nothing is sent in their name. */
function refuseAnother(asked: Session): void {
  if (!('account' in asked) || !('account' in session)) return;
  if (asked.mandate.mandateId !== session.mandate.mandateId) throw new Error('Asked under another mandate');
}

/** What the browser's cookie still stands for, once at the start. */
export async function resume(): Promise<void> {
  // Whether there is a cookie to ask for, which scripts cannot see.
  const mayBeIn = localStorage.getItem(SIGNED_IN) !== null;
  try {
    if (!(mayBeIn && (await renew(undefined))) && session.status === 'starting') set({ status: 'out' });
  } catch {
    setTimeout(resume, 3_000);
  }
}

export async function signIn(username: string, password: string, mandateId?: string): Promise<Account> {
  const signedIn = await post<Schemas['SignedIn']>('login', {
    username,
    password,
    cookie: true,
    ...(mandateId ? { mandateId } : {}),
  });
  await enter(signedIn);
  return signedIn.account;
}

/** The first administrator of a new installation, by the one-time link. */
export async function setUp(first: {
  token: string;
  username: string;
  displayName?: string;
  password: string;
}): Promise<void> {
  await enter(await post<Schemas['SignedIn']>('setup', { ...first, cookie: true }));
}

export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  await enter(await post<Schemas['SignedIn']>('me/password', { currentPassword, newPassword }, await accessToken()));
}

/** Acts under another mandate of the same person; everything on screen belongs to the old one. */
export async function switchMandate(mandateId: string): Promise<void> {
  const switched = await post<Schemas['MandateSwitched']>('me/mandate', { mandateId }, await accessToken());
  keep(switched);
  sessionStorage.setItem(PREFERRED, mandateId);
  if ('account' in session) set({ ...session, status: 'in', mandate: switched.mandate });
}

export async function signOut(): Promise<void> {
  const used = token?.accessToken;
  localStorage.removeItem(SIGNED_IN);
  leave();
  leaving.postMessage('left');
  await post('logout', {}, used).catch(() => {});
}

/** The other pages of this browser, which all hear of it when the person leaves. */
const leaving = new BroadcastChannel('lianjian.leaving');
leaving.onmessage = leave;

/** Nothing of the person stays in this page. */
function leave(): void {
  token = undefined;
  sessionStorage.clear();
  set({ status: 'left' });
}

async function enter(signedIn: Schemas['SignedIn']): Promise<void> {
  keep(signedIn);
  localStorage.setItem(SIGNED_IN, 'yes');
  const { account, mandate, mandates } = signedIn;
  const preferred = sessionStorage.getItem(PREFERRED);
  const wanted = mandates.find(({ mandateId }) => mandateId === preferred && mandateId !== mandate.mandateId);
  const acting = wanted ? await underMandate(wanted).catch(() => mandate) : mandate;
  set({ status: 'in', account, mandate: acting, mandates });
}

async function underMandate({ mandateId }: Mandate): Promise<Mandate> {
  const switched = await post<Schemas['MandateSwitched']>('me/mandate', { mandateId }, token?.accessToken);
  keep(switched);
  return switched.mandate;
}

function keep({ accessToken, expiresIn }: { accessToken: string; expiresIn: number }): void {
  token = { accessToken, goodUntil: Date.now() + expiresIn * 1000 - MARGIN_MS };
}

/**
 * A new access token for the cookie. A refresh works once, so pages of one browser take turns, and within a page those
 * who held the same old token share one.
 */
let renewing: Promise<boolean> | undefined;
function renew(old: Token | undefined): Promise<boolean> {
  if (token !== old) return Promise.resolve(true);
  renewing ??= taking(renewOnce).finally(() => {
    renewing = undefined;
  });
  return renewing;
}

/** Browsers have locks on https and on localhost only; elsewhere two pages that renew at once end a session. */
const taking = (turn: () => Promise<boolean>) =>
  navigator.locks ? navigator.locks.request('lianjian-session', turn) : turn();

async function renewOnce(): Promise<boolean> {
  try {
    const renewed = await post<Schemas['SignedIn']>('session/refresh', {});
    if (session.status === 'left') return false;
    await enter(renewed);
    return true;
  } catch (error) {
    // Nobody is signed out by a service that is away, busy or broken.
    if (!(error instanceof ApiProblem) || ![401, 403].includes(error.status)) throw error;
    token = undefined;
    localStorage.removeItem(SIGNED_IN);
    if ('account' in session) set({ ...session, status: 'expired' });
    return false;
  }
}

async function post<Answer>(path: string, body: unknown, bearer?: string): Promise<Answer> {
  const response = await fetch(`/api/v1/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(bearer ? { authorization: `Bearer ${bearer}` } : {}) },
    body: JSON.stringify(body),
  }).catch((error) => {
    throw ApiProblem.unreachable(error);
  });
  if (!response.ok) throw await ApiProblem.of(response);
  return (response.status === 204 ? undefined : await response.json()) as Answer;
}
