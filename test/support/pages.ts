import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';

const SCRIPT = `console.log('${'联建'.repeat(2_000)}');\n`;

/** Something that looks like a built console. */
export function writeConsole(directory: string): void {
  const assets = join(directory, 'assets');
  mkdirSync(assets, { recursive: true });
  writeFileSync(
    join(directory, 'index.html'),
    '<!doctype html><title>联建</title><script src="/assets/app-0a1b2c3d.js">',
  );
  writeFileSync(join(directory, 'favicon.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  writeFileSync(join(directory, '.env'), 'SECRET=1');
  writeFileSync(join(assets, 'app-0a1b2c3d.css'), 'body { margin: 0 }');
  writeFileSync(join(assets, 'app-0a1b2c3d.js'), SCRIPT);
  writeFileSync(join(assets, 'app-0a1b2c3d.js.gz'), gzipSync(SCRIPT));
  writeFileSync(join(assets, 'app-0a1b2c3d.js.br'), brotliCompressSync(SCRIPT));
}

/** What is asked for, and what is answered by whatever serves the console. */
export type Expectation = Readonly<{
  path: string;
  method?: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  accept?: string;
  status: number;
  type: RegExp;
  caching?: string;
}>;

const BROWSER = 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8';
const PAGE = { status: 200, type: /^text\/html/, caching: 'no-cache' };
const ASSET = { status: 200, caching: 'public, max-age=31536000, immutable' };
const MISSING = { status: 404, type: /^application\/problem\+json/ };
const UUID = '7f1c0b52-6a55-4c1e-9d1a-2b8f3c1d4e5f';

export const expectations: readonly Expectation[] = [
  ...['/', '/agreements', `/agreements/${UUID}`, '/units?district=320104', '/setup', '/apidocs', '/docserver'].flatMap(
    (path) => [
      { path, accept: BROWSER, ...PAGE },
      { path, method: 'HEAD', accept: BROWSER, ...PAGE } as const,
      { path, ...PAGE },
      { path, accept: 'application/json', ...MISSING },
    ],
  ),
  { path: '/index.html', accept: BROWSER, ...PAGE },
  { path: '/favicon.svg', status: 200, type: /^image\/svg\+xml/, caching: 'no-cache' },
  { path: '/assets/app-0a1b2c3d.js', type: /javascript/, ...ASSET },
  { path: '/assets/app-0a1b2c3d.css', type: /^text\/css/, ...ASSET },
  ...[
    ...['/assets/app-99999999.js', '/assets/nothing', '/assets', '/assets/', '/robots.txt', '/agreements/x.html'],
    ...['/.env', '/.git/config', '/assets/.env'],
    ...['/..%5c..%5cx'],
    ...['/api', '/api/', '/api/docs', '/api/v1', '/api/v1/nothing', '/api/v2/me', '/api%2fnothing', '/docs/nothing.js'],
  ].map((path) => ({ path, accept: BROWSER, ...MISSING })),
  ...(['POST', 'PUT', 'DELETE'] as const).flatMap((method) => [
    { path: '/api/nothing', method, accept: BROWSER, ...MISSING },
    { path: '/api/v1/nothing', method, accept: BROWSER, ...MISSING },
  ]),
  { path: '/docs', accept: BROWSER, status: 200, type: /^text\/html/ },
  { path: '/api/v1/health/live', accept: BROWSER, status: 200, type: /^application\/json/, caching: 'no-store' },
];

/** What nobody means to ask for: refused, in whatever words. */
export const hostile: readonly string[] = [
  ...['/..%2f..%2fetc%2fpasswd', '/%2e%2e/%2e%2e/etc/hosts', '/assets/..%2f..%2f..%2fpackage.json', '/../.env'],
  ...['/%00', '/assets/%00.js', '/a%00.html', '/%', '/assets/%', `/${'a'.repeat(20_000)}`],
];

/** To nginx these are pages like others, once it has tidied them. */
export const untidy: readonly string[] = ['/%ff', '/agreements/.', '/assets/%2e%2e/index.html%2f..'];

/** Of every page; the API has a policy of its own. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:",
    "font-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "object-src 'none'; worker-src 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
};
