import { accessToken } from '../session/session';

/** How soon after a change, and how often while there are many. */
const SOON_MS = 150;
const AT_MOST_EVERY_MS = 2_000;
const PATIENCE_MS = [1_000, 2_000, 5_000, 15_000, 30_000];

/**
 * Calls `changed` whenever something that this person may see has changed, and once after every reconnection. Many
 * changes at once are one call. A page that nobody looks at hears nothing, and one that had to make room for others stays
 * quiet until it is looked at again. Returns how to stop.
 */
export function follow(changed: () => void): () => void {
  const stopped = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let calledAt = 0;
  const soon = () => {
    timer ??= setTimeout(
      () => {
        timer = undefined;
        calledAt = Date.now();
        changed();
      },
      Math.max(SOON_MS, calledAt + AT_MOST_EVERY_MS - Date.now()),
    );
  };
  void (async () => {
    for (let failures = 0, isFirst = true; !stopped.signal.aborted; failures += 1) {
      await untilSeen(stopped.signal);
      const connection = connectionOf(stopped.signal);
      let hasToStayAway = false;
      try {
        for await (const event of messages(connection)) {
          hasToStayAway = event === 'bye';
          if (event !== 'ready' || !isFirst) soon();
          isFirst = false;
          failures = 0;
        }
      } catch {
        // Told apart from a quiet end by nobody: either way the connection is made anew.
      }
      if (hasToStayAway) await untilEnded(connection);
      if (!connection.aborted) await pause(PATIENCE_MS[Math.min(failures, 4)] as number, connection);
    }
  })();
  return () => {
    stopped.abort();
    clearTimeout(timer);
  };
}

/** Ends when the page is hidden, or nobody follows any more. */
function connectionOf(stopped: AbortSignal): AbortSignal {
  const connection = new AbortController();
  const { signal } = connection;
  const end = () => connection.abort();
  document.addEventListener('visibilitychange', end, { signal });
  stopped.addEventListener('abort', end, { signal });
  return signal;
}

/** When the page is looked at, which may be now. */
const untilSeen = (stopped: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (!document.hidden || stopped.aborted) return resolve();
    const look = () => resolve();
    document.addEventListener('visibilitychange', look, { signal: stopped, once: true });
    stopped.addEventListener('abort', look, { once: true });
  });

const untilEnded = (connection: AbortSignal) =>
  new Promise<void>((resolve) => {
    if (connection.aborted) resolve();
    else connection.addEventListener('abort', () => resolve(), { once: true });
  });

/** The names of the events of one connection. `fetch` instead of EventSource, which cannot send a token. */
async function* messages(signal: AbortSignal): AsyncGenerator<string> {
  const token = await accessToken();
  if (!token) return;
  const response = await fetch('/api/v1/changes', {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${token}` },
    signal,
  });
  if (!response.ok || !response.body) throw new Error(`HTTP ${response.status}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let unread = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    unread += value;
    const blocks = unread.split('\n\n');
    unread = blocks.pop() ?? '';
    for (const block of blocks) {
      const name = /^event: ?(.+)$/m.exec(block)?.[1];
      if (name) yield name;
    }
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
