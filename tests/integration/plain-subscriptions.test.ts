import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTRPCClient, httpSubscriptionLink } from "@trpc/client";
import { TRPCError, tracked } from "@trpc/server";
import { nodeHTTPRequestHandler } from "@trpc/server/adapters/node-http";
import { EventSource } from "eventsource";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { Connections } from "@/live/connections";
import { AppError } from "@/platform/errors";
import { createContext } from "@/trpc/create-context";
import { anyone, router } from "@/trpc/init";
import { createTrpcHandler } from "@/trpc/node-adapter";
import { eventually } from "../support/eventually";
import { RawStream } from "../support/raw-stream";

// Subscriptions that are no live streams take tRPC's own way: a client must not be able to tell our adapter from tRPC's.

const calls: string[] = [];
let left = 0;
const plain = router({
  counting: anyone.subscription(async function* () {
    calls.push("counting");
    yield 1;
    yield tracked("two", { n: 2 });
    yield "three";
  }),
  holes: anyone.subscription(async function* () {
    yield "before";
    yield undefined;
    yield tracked("id", undefined);
    yield "after";
  }),
  failing: anyone.subscription(async function* () {
    yield 1;
    throw new Error("in the middle");
  }),
  refusing: anyone.subscription(async (): Promise<AsyncIterable<number, void>> => {
    calls.push("refusing");
    throw new AppError("forbidden", "Not you.");
  }),
  limiting: anyone.subscription(async (): Promise<AsyncIterable<number, void>> => {
    calls.push("limiting");
    throw new TRPCError({ code: "TOO_MANY_REQUESTS", message: "Later." });
  }),
  breaking: anyone.subscription(async (): Promise<AsyncIterable<number, void>> => {
    calls.push("breaking");
    throw new Error("a secret");
  }),
  // What a resolver in JavaScript, or one with a cast, could return.
  strange: anyone.subscription(async () => {
    calls.push("strange");
    return { no: "iterable" } as unknown as AsyncIterable<number, void>;
  }),
  sums: anyone.input(z.array(z.number())).subscription(async function* ({ input }) {
    calls.push("sums");
    yield tracked(
      `${input.length}`,
      input.reduce((sum, value) => sum + value, 0),
    );
  }),
  endless: anyone.subscription(async function* ({ signal }) {
    yield "begun";
    await once(signal as AbortSignal, "abort");
    left++;
  }),
});

const servers: Server[] = [];
const urls: string[] = [];

beforeAll(async () => {
  const ours = createTrpcHandler(plain);
  const services = { connections: new Connections(pino({ level: "silent" })), admit: async () => "someone" };
  servers.push(
    createServer((req, res) => {
      const path = (req.url ?? "").split("?")[0]?.replace("/api/trpc/", "") ?? "";
      const createContextOf = () => createContext(new Headers(req.headers as Record<string, string>));
      void nodeHTTPRequestHandler({ router: plain, req, res, path, createContext: createContextOf });
    }),
    createServer((req, res) => void ours(req, res, services)),
  );
  for (const server of servers) {
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    urls.push(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
});
afterAll(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

const sources: EventSource[] = [];
class WatchedSource extends EventSource {
  constructor(...given: ConstructorParameters<typeof EventSource>) {
    super(...given);
    sources.push(this);
  }
}
const clientOf = (url: string) =>
  createTRPCClient<typeof plain>({
    links: [httpSubscriptionLink({ url: `${url}/api/trpc`, EventSource: WatchedSource as never })],
  });

test.each([
  ["counting", "event: return"],
  ["holes", "event: return"],
  ["failing", "event: serialized-error"],
  ["refusing", '"reason":"forbidden"'],
  ["limiting", '"code":"TOO_MANY_REQUESTS"'],
  ["breaking", "Something went wrong"],
  ["strange", "Something went wrong"],
])("%s is the same by both adapters, and called once by each", async (path, expected) => {
  calls.length = 0;
  const streams = await Promise.all(urls.map((url) => RawStream.open(`${url}/api/trpc/${path}`)));
  await eventually("both end", () => streams.every(({ ended }) => ended));
  const [theirs, ours] = streams.map(({ text }) => text.replace(/"requestId":"[^"]*"/g, ""));
  expect(ours).toBe(theirs);
  expect(ours).toContain(expected);
  expect(ours).not.toContain("secret");
  expect([0, 2]).toContain(calls.length);
});

test("one that a reader leaves is ended", async () => {
  const streams = await Promise.all(urls.map((url) => RawStream.open(`${url}/api/trpc/endless`)));
  await eventually("both begin", () => streams.every(({ text }) => text.includes("begun")));
  for (const stream of streams) stream[Symbol.dispose]();
  await eventually("both are ended", () => left === 2);
});

describe("tRPC's client", () => {
  /** All that a subscription brings until it ends. */
  function collect<Data>(
    subscribe: (observer: { onData(data: Data): void; onComplete(): void; onError(error: unknown): void }) => {
      unsubscribe(): void;
    },
  ): Promise<Data[]> {
    const all: Data[] = [];
    return new Promise((resolve, reject) => {
      subscribe({ onData: (data) => all.push(data), onComplete: () => resolve(all), onError: reject });
    });
  }

  test("survives `undefined`, and loses nothing before or after it", async () => {
    const [, url = ""] = urls;
    const values = await collect<unknown>((observer) => clientOf(url).holes.subscribe(undefined, observer));
    expect(values).toEqual(["before", null, { id: "id", data: null }, "after"]);
  });

  test("takes a server that returns for the end, and does not begin again", async () => {
    const [, url = ""] = urls;
    calls.length = 0;
    let ended = 0;
    clientOf(url).counting.subscribe(undefined, { onComplete: () => ended++ });
    await eventually("it is over", () => ended > 0);
    expect(sources.at(-1)?.readyState).toBe(EventSource.CLOSED);
    expect(calls).toEqual(["counting"]);
    expect(ended).toBe(1);
  });

  test("may have an array for its input, also when it connects again with its cursor", async () => {
    const [, url = ""] = urls;
    const sums = await collect<{ data: number }>((observer) => clientOf(url).sums.subscribe([1, 2, 3], observer));
    expect(sums.map(({ data }) => data)).toEqual([6]);
    // What httpSubscriptionLink makes of the array once it holds a cursor.
    const again = encodeURIComponent(JSON.stringify({ ...[1, 2, 3], lastEventId: "3" }));
    using spread = await RawStream.open(`${url}/api/trpc/sums?input=${again}`);
    // What an EventSource does by itself.
    const same = encodeURIComponent(JSON.stringify([1, 2, 3]));
    using header = await RawStream.open(`${url}/api/trpc/sums?input=${same}`, { "last-event-id": "3" });
    await eventually("both are answered", () => [spread, header].every(({ messages }) => messages[0] === 6));
  });
});
