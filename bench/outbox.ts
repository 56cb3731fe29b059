import pg from "pg";
import { storyPublished } from "@/modules/story/events";
import { sleep } from "./measure/clock";
import { storyCardFor } from "./servers/card";

/** The log of events as a benchmark fills and watches it, on a connection of its own. */
export class Outbox implements AsyncDisposable {
  private constructor(private readonly client: pg.Client) {}

  static async connect(databaseUrl: string): Promise<Outbox> {
    const client = new pg.Client({ connectionString: databaseUrl, application_name: "inkwire bench" });
    await client.connect();
    return new Outbox(client);
  }

  /** Inserts rows as `announce` does, all in one transaction, with the keys from `firstKey` on, and wakes the relay. */
  async announceAll(count: number, firstKey = 1): Promise<void> {
    const cards = Array.from({ length: count }, (_, index) => ({ ...storyCardFor(firstKey + index), origin: null }));
    await this.client.query(
      `INSERT INTO "LiveEvent" (topic, name, subject, payload)
       SELECT $1, $2, card->>'id', card FROM json_array_elements($3::json) AS card`,
      [storyPublished.topic(null as never), storyPublished.name, JSON.stringify(cards)],
    );
    await this.client.query("NOTIFY inkwire_outbox");
  }

  /** The cursor of everything that has a seq. */
  async cursor(): Promise<string> {
    const { rows } = await this.client.query<{ cursor: string }>(
      `SELECT live_epoch() || '.' || seq AS cursor FROM "LiveLog" WHERE id = 1`,
    );
    return rows[0]?.cursor ?? "";
  }

  /** Waits until everything committed has been handed to the bus. */
  async drained(withinMs = 120_000): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (performance.now() < deadline) {
      const { rows } = await this.client.query<{ drained: boolean }>(
        `SELECT seq = "publishedSeq" AND NOT EXISTS (SELECT 1 FROM "LiveEvent" WHERE seq IS NULL) AS drained
         FROM "LiveLog" WHERE id = 1`,
      );
      if (rows[0]?.drained) return;
      await sleep(5);
    }
    throw new Error(`the relay did not publish everything within ${withinMs} ms`);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.client.end();
  }
}
