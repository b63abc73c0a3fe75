import { existsSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

/** Where the build puts the console. */
export const CONSOLE_DIRECTORY = join(import.meta.dirname, '../../../console');

const HTML = /text\/html|text\/\*|\*\/\*/i;
const A_YEAR = 'public, max-age=31536000, immutable';
/** Kept, and asked about each time. */
const ASKED_AGAIN = 'no-cache';

/**
 * Serves the console: its files, of which those with a hash in their names never change, and its first page at every
 * address that only the console understands. The API and its documents keep their addresses, whatever is under them.
 * Where no console was built, the bare address leads to the documents of the API.
 */
export async function serveConsole(server: FastifyInstance, directory = CONSOLE_DIRECTORY): Promise<void> {
  if (!existsSync(join(directory, 'index.html'))) {
    server.get('/', (_request, reply) => reply.redirect('/docs'));
    return;
  }
  const assets = resolve(directory, 'assets') + sep;
  await server.register(fastifyStatic, {
    root: resolve(directory),
    serve: false,
    preCompressed: true,
    cacheControl: false,
    // Of files that are there: a missing one may come with the next version.
    setHeaders: (reply, path) => {
      reply.header('cache-control', path.startsWith(assets) ? A_YEAR : ASKED_AGAIN);
    },
  });
  server.get('/*', (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const path = request.params['*'];
    const [first, ...others] = path.split('/') as [string, ...string[]];
    if (first === 'api' || first === 'docs' || [first, ...others].some((segment) => segment.startsWith('.'))) {
      return notFound(reply);
    }
    if (first === 'assets' || (others.at(-1) ?? first).includes('.')) return reply.sendFile(path);
    return HTML.test(request.headers.accept ?? '*/*') ? reply.sendFile('index.html') : notFound(reply);
  });
}

function notFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}
