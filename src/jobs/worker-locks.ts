import pg from "pg";
import type { Logger } from "pino";

/** First number of the advisory locks that say "this worker lives"; the second is made of its name. */
const lockClass = 7_110_432;
const retryMs = 1_000;

/**
 * Holds an advisory lock in the name of this process's pool of workers, on one connection. PostgreSQL drops them the moment the process
 * dies, so that the others know at once, where graphile-worker itself would wait for hours.
 */
export class WorkerLocks {
  readonly #names = new Set<string>();
  #client: pg.Client | undefined;
  #connecting: Promise<void> = Promise.resolve();
  #holding: Promise<unknown> = Promise.resolve();
  #closed = false;

  constructor(
    private readonly databaseUrl: string,
    private readonly log: Logger,
  ) {}

  /** The names that are held, or about to be again. */
  get names(): string[] {
    return [...this.#names];
  }

  async start(): Promise<void> {
    await this.#connect();
  }

  /** Says that the worker called `name` lives. */
  hold(name: string): void {
    this.#names.add(name);
    this.#holding = this.#holding.then(() => this.#client?.query(...lockOf(name))).catch((error) => this.#lost(error));
  }

  /** What it had locked is for others to take up. */
  release(name: string): void {
    this.#names.delete(name);
    this.#client
      ?.query(`SELECT pg_advisory_unlock(${lockClass}, hashtext($1))`, [name])
      .catch((error) => this.#lost(error));
  }

  async stop(): Promise<void> {
    this.#closed = true;
    await this.#connecting.catch(() => {});
    await this.#client?.end();
  }

  async #connect(): Promise<void> {
    const client = new pg.Client({
      connectionString: this.databaseUrl,
      application_name: "inkwire worker",
      keepAlive: true,
    });
    client.on("error", (error) => this.#lost(error));
    await client.connect();
    // A machine that vanishes closes nothing; PostgreSQL is to notice within seconds.
    await client.query("SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3");
    this.#client = client;
    for (const name of this.#names) await client.query(...lockOf(name));
  }

  #lost(error: unknown): void {
    if (this.#closed || !this.#client) return;
    this.#client = undefined;
    this.log.warn({ err: error }, "jobs: the connection that shows that the workers live is lost");
    const again = () => {
      if (this.#closed) return;
      this.#connecting = this.#connect().catch(() => void setTimeout(again, retryMs).unref());
    };
    again();
  }
}

const lockOf = (name: string): [string, unknown[]] => [`SELECT pg_advisory_lock(${lockClass}, hashtext($1))`, [name]];

/** SQL that holds for a worker, named by the expression `name`, that no process says lives. */
export const isDead = (name: string) => `NOT EXISTS (
  SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = ${lockClass}
  AND objid::bigint = hashtext(${name})::bigint & 4294967295 AND objsubid = 2
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))`;

/** SQL that gives `lives`: whether any process runs jobs. */
export const anyLives = `SELECT EXISTS (
  SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = ${lockClass} AND objsubid = 2
  AND database = (SELECT oid FROM pg_database WHERE datname = current_database())) AS lives`;
