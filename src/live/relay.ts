import pg from "pg";
import type { Logger } from "pino";
import { StartError } from "@/platform/errors";
import { metrics } from "@/platform/metrics";
import { currentTrace, traced } from "@/platform/tracing";
import type { Bus } from "./bus";
import { Frame } from "./frame";
import { writeBusMessage } from "./log";

export interface RelayOptions {
  databaseUrl: string;
  bus: Bus;
  /** Whether the bus reaches other processes. Where it does not, this must be the only process on its database. */
  shared: boolean;
  log: Logger;
}

/** Advisory lock of the one relay that sequences and publishes. */
const leaderLock = 7_110_431;
/** Advisory lock that processes with a shared bus share, and a process without one has for itself. */
const processLock = 7_110_432;
const wakeChannel = "inkwire_outbox";

/** How long a follower waits before it tries to become the leader, and a leader before it looks without being woken. */
const beatMs = 500;
const reconnectMs = 500;
const batchSize = 500;
/** How long events are kept, in days, and how often older ones are removed. */
const keepDays = 7;
const trimIntervalMs = 10 * 60 * 1_000;
/** A new leader waits this long: the one before may just have declared something to be going. */
const firstTrimMs = 60_000;
/** How long PostgreSQL keeps the locks of a relay that says nothing: one that lives asks each beat, or waits for Redis. */
const silentMs = 5_000;

/**
 * Moves events from the outbox to the bus. Every process runs one; the one that holds the advisory lock leads:
 *
 *   1. sequence: committed rows without a seq get the next ones, in one transaction of the relay's own, so that the order
 *      of seqs is an order of commits and a reader who has seen seq n can never be surprised by a smaller one;
 *   2. publish:  in order of seq, on the channel named like the topic;
 *   3. mark:     the log remembers how far it was published.
 *
 * A relay that dies after 1 or 2 leaves a successor that publishes again from the mark; hubs drop what they know. Two
 * relays that both believe to lead cannot harm the order either, since the row of the head is locked while seqs are given.
 */
export class Relay {
  readonly #options: RelayOptions;
  #client: pg.Client | undefined;
  #leading = false;
  #stopped = false;
  #rung = false;
  #toTell = false;
  #triedToLeadAt = Number.NEGATIVE_INFINITY;
  #wakeSleeper: () => void = () => {};
  #running: Promise<void> | undefined;
  #publishedSeq = 0;

  constructor(options: RelayOptions) {
    this.#options = options;
  }

  get leading(): boolean {
    return this.#leading;
  }

  /** @throws StartError when other processes use this database and the bus of one of them does not reach the others. */
  async start(): Promise<void> {
    const client = await this.#connect();
    this.#running = this.#run(client);
  }

  /** Says that an outbox row has been committed. Cheap, and may be called for every one of them. */
  wake(): void {
    if (this.#leading) this.#rung = true;
    else this.#toTell = true;
    this.#wakeSleeper();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wakeSleeper();
    await this.#running;
  }

  async #run(first: pg.Client): Promise<void> {
    const { log } = this.#options;
    let next: pg.Client | undefined = first;
    while (!this.#stopped) {
      try {
        this.#client = next ?? (await this.#connect());
        next = undefined;
        await this.#serve(this.#client);
      } catch (error) {
        if (!this.#stopped) log.warn({ err: error }, "relay: lost the database, connecting again");
      }
      this.#leading = false;
      // What rang and was not looked at is for whoever leads next.
      if (this.#rung) this.#toTell = true;
      this.#rung = false;
      const client = this.#client;
      this.#client = undefined;
      await client?.end().catch(() => {});
      if (!this.#stopped) await this.#sleep(reconnectMs);
    }
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.#options.databaseUrl,
      application_name: "inkwire relay",
      keepAlive: true,
    });
    // Only the one in use: that an attempt failed must not cut short the pause before the next.
    const notice = () => {
      if (client === this.#client) this.#wakeSleeper();
    };
    client.on("error", notice);
    client.on("end", notice);
    client.on("notification", () => this.wake());
    await client.connect();
    // A machine that vanishes closes nothing, and a process that hangs does not either; the next leader must not wait for it.
    await client.query(`SET idle_session_timeout = ${silentMs}; SET idle_in_transaction_session_timeout = ${silentMs}`);
    const lock = this.#options.shared ? "pg_try_advisory_lock_shared" : "pg_try_advisory_lock";
    const { rows } = await client.query<{ held: boolean }>(`SELECT ${lock}($1) AS held`, [processLock]);
    if (rows[0]?.held) return client;
    await client.end();
    throw new StartError(
      this.#options.shared
        ? "REDIS_URL: another Inkwire process uses this database without it, so its events would not reach this one. Stop that process, or start it with the same REDIS_URL."
        : "REDIS_URL: not set, and another Inkwire process uses this database. Several processes need Redis between them: set REDIS_URL for all of them, such as redis://localhost:6379.",
    );
  }

  async #serve(client: pg.Client): Promise<void> {
    while (!this.#stopped) {
      if (!this.#leading) await this.#tryToLead(client);
      let more = false;
      if (this.#leading) {
        more = await this.#move(client);
        await this.#trim(client);
      } else if (this.#toTell) {
        this.#toTell = false;
        // After the commit instead of inside it, since a commit that notifies makes all others wait. If this process dies
        // before, the leader's beat finds the row.
        await client.query(`NOTIFY ${wakeChannel}`);
      }
      if (!more && !this.#rung && !this.#toTell) await this.#sleep(beatMs);
    }
  }

  async #tryToLead(client: pg.Client): Promise<void> {
    if (performance.now() - this.#triedToLeadAt < beatMs) return;
    this.#triedToLeadAt = performance.now();
    const { rows } = await client.query<{ held: boolean }>("SELECT pg_try_advisory_lock($1) AS held", [leaderLock]);
    if (!rows[0]?.held) return;
    const head = await client.query<{ publishedSeq: string }>(`SELECT "publishedSeq" FROM "LiveLog" WHERE id = 1`);
    this.#publishedSeq = Number(head.rows[0]?.publishedSeq ?? 0);
    await client.query(`LISTEN ${wakeChannel}`);
    this.#leading = true;
    this.#trimmedAt = performance.now() - trimIntervalMs + firstTrimMs;
    this.#toTell = false;
    this.#options.log.debug("relay: leads");
  }

  /** Sequences a batch and publishes it; says whether there may be another. */
  async #move(client: pg.Client): Promise<boolean> {
    this.#rung = false;
    const begun = Date.now();
    const sequenced = await this.#sequence(client);
    await this.#publish(client, begun);
    return sequenced === batchSize;
  }

  /** Gives the oldest committed rows without a seq the next ones and returns how many there were. */
  async #sequence(client: pg.Client): Promise<number> {
    const waiting = await client.query(`SELECT 1 FROM "LiveEvent" WHERE seq IS NULL LIMIT 1`);
    if (waiting.rowCount === 0) return 0;
    await client.query("BEGIN");
    try {
      await client.query(`SELECT 1 FROM "LiveLog" WHERE id = 1 FOR UPDATE`);
      const { rowCount } = await client.query(sequenceSql, [batchSize]);
      await client.query("COMMIT");
      return rowCount ?? 0;
    } catch (error) {
      await client.query("ROLLBACK").catch(() => {});
      throw error;
    }
  }

  /** Publishes what is sequenced and not yet marked. With the bus away it leaves that for later: hubs read the log. */
  async #publish(client: pg.Client, begun: number): Promise<void> {
    const { bus, log } = this.#options;
    while (bus.up && !this.#stopped) {
      const { rows } = await client.query<LoggedRow>(unpublishedSql, [this.#publishedSeq, batchSize]);
      const last = rows.at(-1);
      if (!last) return;
      try {
        await Promise.all(rows.map((row) => this.#hand(row, begun)));
      } catch (error) {
        log.warn({ err: error }, "relay: the bus takes no messages, streams go on from the log");
        return;
      }
      metrics().published.inc(rows.length);
      this.#publishedSeq = Number(last.seq);
      await client.query(`UPDATE "LiveLog" SET "publishedSeq" = GREATEST("publishedSeq", $1) WHERE id = 1`, [last.seq]);
    }
  }

  /** @param since when the relay began with what is now published, in milliseconds since 1970. */
  #hand(row: LoggedRow, since: number): Promise<void> {
    const { topic, name, trace, seq } = row;
    return traced(
      () => trace && { name: `relay ${name}`, kind: "producer", parent: trace, since, attributes: { topic, seq } },
      () => this.#options.bus.publish(topic, writeBusMessage(frameOf(row), currentTrace())),
    );
  }

  #trimmedAt = 0;

  /**
   * Removes what the turn before has declared to be going, and declares what goes next: a hub that judges cursors by a head
   * which it read a while ago believes none whose events are gone.
   */
  async #trim(client: pg.Client): Promise<void> {
    if (performance.now() - this.#trimmedAt < trimIntervalMs) return;
    this.#trimmedAt = performance.now();
    await client.query(`DELETE FROM "LiveEvent" WHERE seq <= (SELECT "trimmedSeq" FROM "LiveLog" WHERE id = 1)`);
    await client.query(
      `UPDATE "LiveLog" SET "trimmedSeq" = GREATEST("trimmedSeq", (
         SELECT max(seq) FROM "LiveEvent" WHERE "createdAt" < now() - make_interval(days => $1)
       )) WHERE id = 1`,
      [keepDays],
    );
  }

  #sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(done, milliseconds);
      this.#wakeSleeper = done;
      function done() {
        clearTimeout(timer);
        resolve();
      }
    });
  }
}

interface LoggedRow {
  epoch: string;
  topic: string;
  name: string;
  subject: string | null;
  payload: unknown;
  seq: string;
  prevSeq: string;
  createdAt: Date;
  trace: string | null;
}

const frameOf = (row: LoggedRow) =>
  new Frame(
    row.epoch,
    Number(row.seq),
    Number(row.prevSeq),
    row.name,
    row.subject,
    row.payload,
    row.createdAt.getTime(),
  );

const sequenceSql = `
  WITH batch AS (
    SELECT id, topic FROM "LiveEvent" WHERE seq IS NULL ORDER BY id LIMIT $1
  ), numbered AS (
    SELECT batch.id, batch.topic, head.seq + row_number() OVER (ORDER BY batch.id) AS seq
    FROM batch, "LiveLog" head WHERE head.id = 1
  ), chained AS (
    SELECT id, seq, COALESCE(
      lag(seq) OVER (PARTITION BY topic ORDER BY seq),
      (SELECT max(before.seq) FROM "LiveEvent" before WHERE before.topic = numbered.topic),
      0
    ) AS "prevSeq"
    FROM numbered
  ), head AS (
    UPDATE "LiveLog" SET seq = seq + (SELECT count(*) FROM batch) WHERE id = 1
  )
  UPDATE "LiveEvent" event SET seq = chained.seq, "prevSeq" = chained."prevSeq"
  FROM chained WHERE event.id = chained.id`;

const unpublishedSql = `
  SELECT (SELECT live_epoch()) AS epoch, topic, name, subject, payload, event.seq, "prevSeq", event."createdAt", trace
  FROM "LiveEvent" event, "LiveLog" head
  WHERE head.id = 1 AND event.seq > $1 AND NOT retracted
  ORDER BY event.seq LIMIT $2`;
