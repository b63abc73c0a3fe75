import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

const API_POLICY = "default-src 'none'; frame-ancestors 'none'";
// Ant Design and Swagger UI set styles from scripts; scripts come from files only.
const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
  "worker-src 'none'",
].join('; ');
const API = /^\/api(?:[/?]|$)/;

/** Headers that keep browsers from guessing, framing, caching or telling others. */
export function protect(request: FastifyRequest, reply: FastifyReply): void {
  // As it was asked for, and as the router understood it: `/%61pi` is the same address.
  const isApi = API.test(request.url) || API.test(request.routeOptions?.url ?? '');
  reply.header('x-content-type-options', 'nosniff');
  reply.header('x-frame-options', 'DENY');
  reply.header('referrer-policy', 'no-referrer');
  if (!reply.hasHeader('content-security-policy')) {
    reply.header('content-security-policy', isApi ? API_POLICY : PAGE_POLICY);
  }
  if (isApi) {
    reply.header('cache-control', 'no-store');
  } else {
    reply.header('cross-origin-opener-policy', 'same-origin');
    reply.header('permissions-policy', 'camera=(), microphone=(), geolocation=()');
  }
  if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000; includeSubDomains');
}

/** Puts them on every answer. */
export function protectAll(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply) => protect(request, reply));
}
