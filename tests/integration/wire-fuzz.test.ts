import { EventSourceParserStream } from "eventsource-parser/stream";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { exchange } from "@/live/browser/wire";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { EventLog } from "../support/event-log";
import { eventually } from "../support/eventually";
import { nastyPieces, nastyTexts } from "../support/nasty-text";
import { Random } from "../support/random";
import { subscriptionUrl } from "../support/raw-stream";
import { startRedis, type TestRedis } from "../support/redis";

// What the server writes, read by each parser that people use for it: what goes into the log must come out.

let redis: TestRedis;
let app: App;
let log: EventLog;

beforeAll(async () => {
  redis = await startRedis();
  app = await startApp({ redisUrl: redis.url });
  log = await EventLog.connect(app.databaseUrl);
});
afterAll(async () => {
  await log[Symbol.asyncDispose]();
  await app[Symbol.asyncDispose]();
  await redis.stop();
});

/** Reads the feed from `cursor` on, by every parser. */
class Parsers implements Disposable {
  /** Titles in the order in which they came, by parser. */
  readonly titles = {
    "eventsource, in the stock client": [] as string[],
    "eventsource-parser": [] as string[],
    "liveLink, over POST /api/live": [] as string[],
  };
  readonly #abort = new AbortController();
  readonly #stock: Disposable;

  constructor(cursor: string) {
    const input = { lastEventId: cursor };
    const [stock, parser, multiplex] = Object.values(this.titles);
    const { signal } = this.#abort;
    this.#stock = new Received((observer) =>
      app.guest.story.onPublished.subscribe(input, {
        ...observer,
        onData: ({ data }) => stock?.push((data as { title: string }).title),
      }),
    );
    const parse = async () => {
      const response = await fetch(subscriptionUrl(app.url, "story.onPublished", input), { signal });
      const events = response.body?.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
      for await (const { event, data } of events ?? []) if (event === undefined) parser?.push(JSON.parse(data).title);
    };
    const op = { id: 3, path: "story.onPublished", input };
    const ending = [
      parse(),
      exchange(`${app.url}/api/live`, { ops: [op] }, signal, (message) => {
        if (message.type === "event") multiplex?.push((message.data as { title: string }).title);
      }),
    ];
    for (const end of ending) end.catch(() => {}); // by us
  }

  async expect(expected: readonly string[]): Promise<void> {
    for (const [parser, titles] of Object.entries(this.titles)) {
      await eventually(`${parser} has all`, () => titles.length >= expected.length);
      expect(titles, parser).toEqual(expected);
    }
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
    this.#stock[Symbol.dispose]();
  }
}

/** Announces texts to streams that are open, and lets others replay them. */
async function expectReadAlike(texts: readonly string[]): Promise<void> {
  const cursor = await log.cursor();
  using live = new Parsers(cursor);
  await log.announceTitles(texts);
  await live.expect(texts);
  using replayed = new Parsers(cursor);
  await replayed.expect(texts);
}

test("each nasty text comes out as it went in, live and replayed", () => expectReadAlike(nastyTexts));

test("any text comes out as it went in", { timeout: 60_000 }, async () => {
  const { seed } = new Random();
  console.log(`seed ${seed} (repeat with TEST_SEED=${seed})`);
  const codeUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units));
  const piece = fc.oneof(fc.constantFrom(...nastyPieces), fc.string({ unit: "binary" }), codeUnits);
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(""));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 30 }), expectReadAlike),
    // A failure is shrunk over real sockets, which must not take for ever.
    { seed, numRuns: 40, interruptAfterTimeLimit: 50_000 },
  );
});

test("texts of a megabyte come out as they went in", async () => {
  const random = new Random();
  console.log(`seed ${random.seed} (repeat with TEST_SEED=${random.seed})`);
  const megabyte = () => {
    let text = "";
    while (text.length < 1024 * 1024) text += random.pick(nastyPieces) + "x".repeat(random.between(0, 2_000));
    return text;
  };
  for (let round = 0; round < 3; round++) await expectReadAlike([megabyte()]);
});

test("what an author writes comes out of every parser as the query returns it", async () => {
  const author = await app.member();
  const cursor = await log.cursor();
  using parsers = new Parsers(cursor);
  const titles: string[] = [];
  for (const text of nastyTexts) {
    const title = `A title ${text} with something in it`;
    const { id } = await author.api.story.create.mutate({ title, body: "Text.", blurb: title });
    const { slug } = await author.api.story.publish.mutate({ id });
    titles.push((await app.guest.story.bySlug.query({ slug })).title);
  }
  await parsers.expect(titles);
});
