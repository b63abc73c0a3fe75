import { Agent, request } from 'node:http';

export type Sent = Readonly<{
  method: 'GET' | 'POST';
  path: string;
  headers: Readonly<Record<string, string>>;
  body?: string;
}>;
export type Received = Readonly<{ status: number; body: string; ms: number }>;

/** Somebody who keeps one connection open and sends one request after the other. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly address: string) {}

  /** Throws unless the answer is a success: a refusal would be a fast answer to a question that nobody asked. */
  send({ method, path, headers, body }: Sent): Promise<Received> {
    const begin = performance.now();
    return new Promise((resolve, reject) => {
      const sent = request(`${this.address}${path}`, { method, agent: this.#agent, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => {
          text += part;
        });
        response.on('error', reject).on('end', () => {
          const status = response.statusCode ?? 0;
          if (status >= 200 && status < 300) resolve({ status, body: text, ms: performance.now() - begin });
          else reject(new Error(`${method} ${path} answered ${status}: ${text}`));
        });
      });
      sent.on('error', reject).end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}
