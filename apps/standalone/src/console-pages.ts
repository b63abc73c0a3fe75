import { existsSync } from 'node:fs';
import { join } from 'node:path';
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
  await server.register(fastifyStatic, { root: directory, serve: false, preCompressed: true, cacheControl: false });
  server.get('/*', (request: FastifyRequest<{ Params: { '*': string } }>, reply) => {
    const path = request.params['*'];
    const [first, ...others] = path.split('/') as [string, ...string[]];
    if (first === 'api' || first === 'docs' || [first, ...others].some((segment) => segment.startsWith('.'))) {
      return notFound(reply);
    }
    if (first === 'assets') return send(reply, path, A_YEAR);
    if ((others.at(-1) ?? first).includes('.')) return send(reply, path, ASKED_AGAIN);
    return HTML.test(request.headers.accept ?? '*/*') ? send(reply, 'index.html', ASKED_AGAIN) : notFound(reply);
  });
}

const send = (reply: FastifyReply, path: string, caching: string) =>
  reply.header('cache-control', caching).sendFile(path);

function notFound(reply: FastifyReply): FastifyReply {
  reply.callNotFound();
  return reply;
}
