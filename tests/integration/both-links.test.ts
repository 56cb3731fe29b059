import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createTRPCClient, httpSubscriptionLink, type TRPCLink } from "@trpc/client";
import { type AnyTRPCRouter, tracked } from "@trpc/server";
import { EventSource } from "eventsource";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { liveLink } from "@/live/browser/live-link";
import { Connections } from "@/live/connections";
import { AppError } from "@/platform/errors";
import { anyone, router } from "@/trpc/init";
import { createMultiplexHandler, multiplexPath } from "@/trpc/multiplex";
import { createTrpcHandler } from "@/trpc/node-adapter";
import type { AppRouter } from "@/trpc/router";
import { type App, startApp } from "../support/app";
import { Received } from "../support/client";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// The same cases by tRPC's own link and by ours: whoever changes the link changes nothing else.

let left = 0;
const plain = router({
  counting: anyone.subscription(async function* () {
    yield 1;
    yield tracked("two", { n: 2 });
    yield "three";
  }),
  refusing: anyone.subscription(async (): Promise<AsyncIterable<number, void>> => {
    throw new AppError("forbidden", "Not you.");
  }),
  sums: anyone.input(z.array(z.number())).subscription(async function* ({ input }) {
    yield input.reduce((sum, value) => sum + value, 0);
  }),
  greeting: anyone.input(z.object({ name: z.string().min(2) })).subscription(async function* ({ input }) {
    yield `Hello, ${input.name}`;
  }),
  endless: anyone.subscription(async function* ({ signal }) {
    yield "begun";
    await once(signal as AbortSignal, "abort");
    left++;
  }),
});

let app: App;
let author: Person;
let server: Server;
let plainUrl: string;

beforeAll(async () => {
  app = await startApp();
  author = await app.member();
  const [single, multiplex] = [createTrpcHandler(plain), createMultiplexHandler(plain)];
  const services = { connections: new Connections(pino({ level: "silent" })), admit: async () => "someone" };
  server = createServer((req, res) => void (req.url === multiplexPath ? multiplex : single)(req, res, services));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  plainUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await app[Symbol.asyncDispose]();
});

const links: Record<string, <Router extends AnyTRPCRouter>(url: string) => TRPCLink<Router>> = {
  httpSubscriptionLink: (url) =>
    httpSubscriptionLink({ url: `${url}/api/trpc`, EventSource: EventSource as never } as never),
  liveLink: (url) => liveLink({ url: `${url}/api/live` }),
};

interface Event {
  id: string;
  data: unknown;
}

describe.each(Object.keys(links))("by %s", (name) => {
  const link = links[name] ?? links.liveLink;
  const live = () => createTRPCClient<AppRouter>({ links: [link?.(app.url) as TRPCLink<AppRouter>] });
  const client = () => createTRPCClient<typeof plain>({ links: [link?.(plainUrl) as TRPCLink<typeof plain>] });

  async function publish(title: string): Promise<void> {
    const { id } = await author.api.story.create.mutate({ title, body: "Text." });
    await author.api.story.publish.mutate({ id });
  }
  const titles = ({ all }: Received<Event>) => all.map(({ data }) => (data as { title: string }).title);

  test("events arrive in order, with their ids", async () => {
    using stream = new Received<Event>((o) => live().story.onPublished.subscribe({}, o));
    await eventually("open", () => stream.started);
    for (const title of ["One", "Two", "Three"]) await publish(title);
    await eventually("all are there", () => stream.all.length === 3);
    expect(titles(stream)).toEqual(["One", "Two", "Three"]);
    expect(new Set(stream.all.map(({ id }) => id)).size).toBe(3);
  });

  test("a cursor brings what came after it, and an unknown one a resync", async () => {
    const { live: cursor } = await app.guest.story.feed.query({});
    await publish("Later");
    using resumed = new Received<Event>((o) => live().story.onPublished.subscribe({ lastEventId: cursor }, o));
    using lost = new Received<Event>((o) => live().story.onPublished.subscribe({ lastEventId: "no.1" }, o));
    await eventually("both have heard", () => resumed.all.length >= 1 && lost.all.length >= 1);
    expect(titles(resumed)).toEqual(["Later"]);
    expect(lost.all[0]?.data).toEqual({ resync: "cursor_unknown" });
  });

  test("one that is left hears nothing more, and the others go on", async () => {
    const both = live();
    using staying = new Received<Event>((o) => both.story.onPublished.subscribe({}, o));
    const leaving = new Received<Event>((o) => both.story.onPublished.subscribe({}, o));
    await eventually("both are open", () => staying.started && leaving.started);
    leaving[Symbol.dispose]();
    await publish("To those who stay");
    await eventually("one has it", () => staying.all.length === 1);
    expect(leaving.all).toEqual([]);
  });

  test("values with and without ids come as they are, and the end is told", async () => {
    let over = false;
    using stream = new Received<unknown>((o) =>
      client().counting.subscribe(undefined, {
        ...o,
        onComplete() {
          over = true;
        },
      }),
    );
    await eventually("it is over", () => over);
    expect(stream.all).toEqual([1, { id: "two", data: { n: 2 } }, "three"]);
    expect(stream.errors).toEqual([]);
  });

  test("inputs of any form arrive", async () => {
    using sum = new Received<unknown>((o) => client().sums.subscribe([1, 2, 4], o));
    using greeting = new Received<unknown>((o) => client().greeting.subscribe({ name: "Maren" }, o));
    await eventually("both have answered", () => sum.all.length > 0 && greeting.all.length > 0);
    expect([sum.all[0], greeting.all[0]]).toEqual([7, "Hello, Maren"]);
  });

  type Observer = Parameters<ReturnType<typeof client>["refusing"]["subscribe"]>[1];
  const refusals: [string, (observer: Observer) => { unsubscribe(): void }, object][] = [
    ["forbidden", (o) => client().refusing.subscribe(undefined, o), { code: "FORBIDDEN", reason: "forbidden" }],
    [
      "invalid",
      (o) => client().greeting.subscribe({ name: "" }, o as never),
      { code: "BAD_REQUEST", reason: "invalid" },
    ],
  ];
  test.each(refusals)("one that is %s fails once, with tRPC's error", async (_, subscribe, data) => {
    using stream = new Received<unknown>((o) => subscribe(o));
    await eventually("it has failed", () => stream.errors.length > 0);
    expect(stream.errors).toMatchObject([{ name: "TRPCClientError", data }]);
    expect(stream.all).toEqual([]);
  });

  test("the connection's state is told", async () => {
    const states: string[] = [];
    using stream = new Received<unknown>((o) =>
      client().endless.subscribe(undefined, { ...o, onConnectionStateChange: ({ state }) => states.push(state) }),
    );
    await eventually("it has begun", () => stream.all.length === 1);
    expect(states).toEqual(["connecting", "pending"]);
  });

  test("the server notices when a reader leaves", async () => {
    const before = left;
    const stream = new Received<unknown>((o) => client().endless.subscribe(undefined, o));
    await eventually("it has begun", () => stream.all.length === 1);
    stream[Symbol.dispose]();
    await eventually("it is ended", () => left > before, 15_000);
  });
});
