import pg from "pg";
import { eventually } from "./eventually";

/** The log of durable events as a test writes to it and reads it, past the application. */
export class EventLog implements AsyncDisposable {
  #written = 0;

  private constructor(private readonly client: pg.Client) {}

  static async connect(databaseUrl: string): Promise<EventLog> {
    const client = new pg.Client({ connectionString: databaseUrl });
    await client.connect();
    return new EventLog(client);
  }

  /** Announces the publication of `count` stories, each with a title of `titleLength` characters. */
  async announce(count: number, titleLength = 100): Promise<void> {
    await this.client.query(
      `INSERT INTO "LiveEvent" (topic, name, subject, payload)
       SELECT 'story:published', 'story.published', 'story-' || n, json_build_object(
         'id', 'story-' || n, 'visibility', 'public', 'author', json_build_object('id', 'author'), 'tags', '[]'::json,
         'rating', 'general', 'warnings', '[]'::json, 'title', repeat('x', $3))
       FROM generate_series($1::int, $2::int) n`,
      [this.#written + 1, this.#written + count, titleLength],
    );
    this.#written += count;
    await this.client.query("NOTIFY inkwire_outbox");
  }

  /** Announces the publication of one story for each of `titles`, whatever these may be. */
  async announceTitles(titles: readonly string[]): Promise<void> {
    const payloads = titles.map((title) => ({
      id: `story-${++this.#written}`,
      visibility: "public",
      author: { id: "author" },
      tags: [],
      rating: "general",
      warnings: [],
      title,
    }));
    await this.client.query(
      `INSERT INTO "LiveEvent" (topic, name, subject, payload)
       SELECT 'story:published', 'story.published', subject, payload
       FROM unnest($1::text[], $2::json[]) WITH ORDINALITY AS given (subject, payload, n) ORDER BY n`,
      [payloads.map(({ id }) => id), payloads.map((payload) => JSON.stringify(payload))],
    );
    await this.client.query("NOTIFY inkwire_outbox");
  }

  async cursor(): Promise<string> {
    const { rows } = await this.client.query<{ cursor: string }>(
      `SELECT live_epoch() || '.' || seq AS cursor FROM "LiveLog" WHERE id = 1`,
    );
    return rows[0]?.cursor ?? "";
  }

  /** Resolves once the relay has given a seq to everything that is committed. */
  async sequenced(): Promise<void> {
    await eventually(
      "all is sequenced",
      async () => (await this.client.query(`SELECT 1 FROM "LiveEvent" WHERE seq IS NULL`)).rowCount === 0,
      30_000,
    );
  }

  /** Seqs of all events of `topic` after `cursor`, once the relay has sequenced everything. */
  async seqsAfter(cursor: string, topic = "story:published"): Promise<number[]> {
    await this.sequenced();
    const { rows } = await this.client.query<{ seq: string }>(
      `SELECT seq FROM "LiveEvent" WHERE topic = $1 AND seq > $2 ORDER BY seq`,
      [topic, cursor.split(".")[1]],
    );
    return rows.map(({ seq }) => Number(seq));
  }

  async query<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, values)).rows;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end();
  }
}
