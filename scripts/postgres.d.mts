export type EmbeddedPostgres = Readonly<{
  /** Connects as the superuser to the database that was asked for; carries the password. */
  url: string;
  port: number;
  /** Shuts the server down and waits for it, unless another living process started it. May be called again. */
  stop(): Promise<void>;
}>;

export type EmbeddedPostgresOptions = Readonly<{
  /** The data directory; made on first use. */
  dir: string;
  /** The database to connect to; made when missing. */
  db: string;
  /** Default: a free one. A server that runs already keeps the port it has. */
  port?: number;
  /** For tests: gives up durability for speed. */
  fast?: boolean;
  /**
   * For a process that wants the data for itself: it alone stops the server, and a second one is refused with
   * `DataDirectoryInUseError`.
   */
  exclusive?: boolean;
  /** More server settings, for this start only. */
  settings?: Readonly<Record<string, string | number>>;
}>;

/** Another process has the data directory for itself. */
export class DataDirectoryInUseError extends Error {}

/** Starts PostgreSQL on a data directory, or joins the server that runs on it already. */
export function startPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres>;

/** Shuts down the server on `dir` if its owner is dead, and tells whether the directory is now free to be removed. */
export function stopOrphan(dir: string): Promise<boolean>;

/** Whether the process that started the server on `dir` still lives. */
export function isOwned(dir: string): boolean;

export function freePort(): Promise<number>;
