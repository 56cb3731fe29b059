import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isResync } from "@/live/cursor";
import { live } from "@/live/live";
import type { LiveStream } from "@/live/stream";
import { viewerFor } from "@/modules/follow/queries";
import type { MemberActor } from "@/modules/member/actor";
import { createCallerFactory, router } from "@/trpc/init";
import { type App, startApp } from "../support/app";
import { eventually } from "../support/eventually";
import type { Person } from "../support/people";

// Does what docs/adding-a-live-event.md says: takes its files as they stand there, and rings the bell.

const guide = path.resolve("tests/.guide");
let app: App;

beforeAll(async () => {
  app = await startApp();
  const text = readFileSync("docs/adding-a-live-event.md", "utf8");
  mkdirSync(guide, { recursive: true });
  for (const [, name = "", code = ""] of text.matchAll(/```ts (\S+)\n([\s\S]*?)```/g))
    writeFileSync(path.join(guide, name), code);
});
afterAll(async () => {
  rmSync(guide, { recursive: true, force: true });
  await app[Symbol.asyncDispose]();
});

/** What the guide's router offers; it is only there at run time. */
interface BellCaller {
  bell: {
    ring(input: { authorId: string }): Promise<void>;
    onRung(input: { lastEventId?: string | undefined }): Promise<LiveStream<unknown>>;
  };
}

const actorOf = ({ id, handle }: Person): MemberActor => ({
  kind: "member",
  id,
  handle,
  name: handle,
  image: null,
  role: "member",
  sessionId: `session of ${handle}`,
  sessionExpiresAt: new Date(Date.now() + 60_000),
});

test("the bell of the guide rings, at the right door, live and replayed", async () => {
  const { bellRouter } = await import(path.join(guide, "router.ts"));
  const { typing, tellTyping } = await import(path.join(guide, "typing.ts"));
  const createCaller = createCallerFactory(router({ bell: bellRouter }));
  const callerOf = (person: Person): BellCaller =>
    createCaller({ actor: actorOf(person), tab: null, visitor: null, requestId: "guide" }) as never;
  const [author, neighbour, visitor] = await Promise.all([app.member(), app.member(), app.member()]);
  const before = await live.cursor();

  const open = async (person: Person, lastEventId?: string) => {
    const stream = await callerOf(person).bell.onRung({ lastEventId });
    return stream[Symbol.asyncIterator]();
  };
  const next = async (events: AsyncIterator<unknown>) => ((await events.next()).value as [string, unknown])[1];

  const liveEvents = await open(author);
  const first = next(liveEvents);
  await callerOf(visitor).bell.ring({ authorId: neighbour.id });
  await callerOf(visitor).bell.ring({ authorId: author.id });
  expect(await first).toEqual({ authorId: author.id, by: visitor.handle });
  const replayed = await open(author, before);
  expect(await next(replayed)).toEqual({ authorId: author.id, by: visitor.handle });

  const forged = await open(author, "another-log.7");
  expect(isResync(await next(forged))).toBe(true);

  const key = { authorId: author.id };
  const typists = live.stream([typing], key as never, { viewer: await viewerFor(actorOf(author)), after: null });
  const pulses = typists[Symbol.asyncIterator]();
  let pulse: unknown;
  void next(pulses).then((data) => {
    pulse = data;
  });
  // Nothing is kept of what is told before the iterator has attached.
  await eventually("typing is seen", async () => {
    await tellTyping(author.id, "ana");
    return pulse;
  });
  expect(pulse).toEqual({ authorId: author.id, by: "ana" });
  for (const events of [liveEvents, replayed, forged, pulses]) await events.return?.(undefined);
});
