import { ProblemError } from '@lianjian/http/problem';
import type { Instant } from '@lianjian/kernel/time';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';

const NAME = 'lianjian_session';
const PATH = '/api/v1';
const OF_OUR_OWN_PAGES = ['same-origin', 'none'];

/** The refresh token among the cookies of a request; undefined where there is none, or what cannot be one. */
export function refreshTokenAmong(cookies: string | undefined): string | undefined {
  for (const pair of (cookies ?? '').split(';')) {
    const [, value] = /^\s*lianjian_session=([\w-]{43})\s*$/.exec(pair) ?? [];
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Where a browser keeps the refresh token: sent to this service only, from its own pages only, out of scripts' reach. */
export class SessionCookie {
  constructor(
    private readonly request: Pick<FastifyRequest, 'headers' | 'protocol'>,
    private readonly reply: Pick<FastifyReply, 'header'>,
  ) {}

  /** What came along. */
  get refreshToken(): string | undefined {
    return refreshTokenAmong(this.request.headers.cookie);
  }

  /** For what the cookie alone can do: refuses with 403 when a browser says that another site's page asks for it. */
  refuseCrossSite(): void {
    const site = this.request.headers['sec-fetch-site'];
    if (site === undefined || OF_OUR_OWN_PAGES.includes(String(site))) return;
    throw new ProblemError(403, 'auth/cross-site', '不接受来自其他网站的请求');
  }

  keep(refreshToken: string, endsAt: Date, at: Instant): void {
    this.send(refreshToken, Math.max(0, Math.floor((endsAt.getTime() - Date.parse(at)) / 1000)));
  }

  clear(): void {
    this.send('', 0);
  }

  private send(value: string, seconds: number): void {
    const secure = this.request.protocol === 'https' ? '; Secure' : '';
    this.reply.header(
      'set-cookie',
      `${NAME}=${value}; Max-Age=${seconds}; Path=${PATH}; HttpOnly; SameSite=Strict${secure}`,
    );
  }
}

/** Gives a route the browser's session: `refresh(@BrowserSession() cookie: SessionCookie)`. */
export const BrowserSession = createParamDecorator((_: unknown, host: ExecutionContext) => {
  const http = host.switchToHttp();
  return new SessionCookie(http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
});
