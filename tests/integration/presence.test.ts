import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Received, type StockClient, stockClient } from "../support/client";
import { cloneDatabase, type TestDatabase } from "../support/database";
import { eventually, promptly } from "../support/eventually";
import type { Person } from "../support/people";
import { signUp } from "../support/people";
import { type AppProcess, startAppProcess } from "../support/processes";
import { startRedis, type TestRedis } from "../support/redis";

// Who is in a room, over two processes that die, and in the eyes of those who may see it.

let database: TestDatabase;
let redis: TestRedis;
let a: AppProcess;
let b: AppProcess;

beforeAll(async () => {
  [database, redis] = await Promise.all([cloneDatabase(), startRedis()]);
  const options = { databaseUrl: database.url, redisUrl: redis.url };
  [a, b] = await Promise.all([startAppProcess(options), startAppProcess(options)]);
});
afterAll(async () => {
  await Promise.all([a.kill(), b.kill()]);
  await redis.stop();
  await database[Symbol.asyncDispose]();
});

const name = () => `p${Math.random().toString(36).slice(2, 10)}`;
const person = () => signUp(a.url, name());

async function aStory(author: Person, visibility: "public" | "followers" = "public") {
  const { id } = await author.api.story.create.mutate({ title: "A room", body: "Text." });
  await author.api.story.publish.mutate({ id, visibility });
  return { id, room: `story:${id}` };
}

type Message =
  | { type: "sync"; people: { id: string; at: string[] }[]; guests: number }
  | { type: "join"; person: { id: string } }
  | { type: "leave"; id: string }
  | { type: "typing"; person: { id: string } };

/** A reader of a room, and the room as it stands before them. */
class Seen extends Received<{ data: unknown }> {
  constructor(api: StockClient, room: string, at?: string) {
    super((observer) => api.presence.watch.subscribe({ room, at }, observer as never));
  }
  get messages(): Message[] {
    return this.all.map((message) => ((message as { data?: unknown }).data ?? message) as Message);
  }
  get people(): string[] {
    const ids = new Set<string>();
    for (const message of this.messages) {
      if (message.type === "sync") ids.clear();
      if (message.type === "sync") for (const { id } of message.people) ids.add(id);
      if (message.type === "join") ids.add(message.person.id);
      if (message.type === "leave") ids.delete(message.id);
    }
    return [...ids];
  }
  get guests(): number {
    return this.messages.findLast((message) => message.type === "sync")?.guests ?? 0;
  }
  /** What was said of somebody's coming and going. */
  about({ id }: Person): string[] {
    return this.messages
      .filter(
        (message) =>
          (message.type === "join" && message.person.id === id) || (message.type === "leave" && message.id === id),
      )
      .map(({ type }) => type);
  }
  get types(): string[] {
    return this.messages.map(({ type }) => type);
  }
}

const at = ({ url }: AppProcess, { cookie }: Person) => stockClient(url, cookie);

test("who joins at one process is seen at the other at once, in two tabs as one person, and gone after they leave", async () => {
  const [author, reader] = await Promise.all([person(), person()]);
  const { room } = await aStory(author);
  using atB = new Seen(at(b, author), room);
  await eventually("the roster comes first", () => atB.people.includes(author.id));
  expect(atB.types[0]).toBe("sync");
  {
    using _tab = new Seen(at(a, reader), room);
    using _other = new Seen(at(b, reader), room);
    await eventually("it is seen", () => atB.people.includes(reader.id), promptly);
    const { people } = await author.api.presence.inRoom.query({ room });
    expect(people.map(({ id }) => id)).toEqual([author.id, reader.id]);
  }
  await eventually("they leave", () => !atB.people.includes(reader.id));
  expect(atB.about(reader)).toEqual(["join", "leave"]);
});

test("who reconnects, at the same process or at another, neither leaves nor joins", async () => {
  const [author, reader] = await Promise.all([person(), person()]);
  const { room } = await aStory(author);
  using watcher = new Seen(at(b, author), room);
  await eventually("the room is watched", () => watcher.types.includes("sync"));
  let tab = new Seen(at(a, reader), room);
  await eventually("they are there", () => watcher.people.includes(reader.id));
  for (const process of [a, b, a]) {
    tab[Symbol.dispose]();
    tab = new Seen(at(process, reader), room);
    await eventually("it is open", () => tab.people.includes(reader.id));
  }
  // Whatever the old seats would have said has been said once somebody else has come and gone.
  const other = await person();
  {
    using _ = new Seen(at(a, other), room);
    await eventually("the other comes", () => watcher.people.includes(other.id));
  }
  await eventually("the other goes", () => !watcher.people.includes(other.id));
  expect(watcher.about(reader)).toHaveLength(1);
  tab[Symbol.dispose]();
});

test("guests are a number", async () => {
  const author = await person();
  const { room } = await aStory(author);
  using watcher = new Seen(at(b, author), room);
  using _one = new Seen(stockClient(a.url, "inkwire_visitor=guest-one-1"), room);
  using _again = new Seen(stockClient(a.url, "inkwire_visitor=guest-one-1"), room);
  using here = new Seen(stockClient(b.url, "inkwire_visitor=guest-two-2"), room);
  await eventually("both are counted", () => watcher.guests === 2 && here.guests === 2);
  expect(watcher.people).toEqual([author.id]);
});

test("who turns invisible vanishes everywhere within two seconds, and tells nobody that they write", async () => {
  const [author, reader] = await Promise.all([person(), person()]);
  const { room } = await aStory(author);
  using atB = new Seen(at(b, author), room);
  using atA = new Seen(reader.api, room);
  await eventually("both see both", () => atB.people.length === 2 && atA.people.length === 2);
  await at(b, reader).presence.typing.mutate({ room });
  await eventually("they write", () => atB.types.includes("typing"));
  await at(b, reader).presence.setVisibility.mutate({ invisible: true });
  await eventually("gone", () => !atB.people.includes(reader.id) && !atA.people.includes(reader.id), promptly);
  expect((await author.api.presence.inRoom.query({ room })).people.map(({ id }) => id)).toEqual([author.id]);
  const heard = atB.types.filter((type) => type === "typing").length;
  await reader.api.presence.typing.mutate({ room });
  await reader.api.presence.setVisibility.mutate({ invisible: false });
  await eventually("back", () => atB.people.includes(reader.id), promptly);
  expect(atB.types.filter((type) => type === "typing")).toHaveLength(heard);
});

test("members with a block between them do not see each other, from the moment it is set", async () => {
  const [author, one, other] = await Promise.all([person(), person(), person()]);
  const { room } = await aStory(author);
  using ofOne = new Seen(at(a, one), room);
  using ofOther = new Seen(at(b, other), room);
  await eventually("they meet", () => ofOne.people.includes(other.id) && ofOther.people.includes(one.id));
  await one.api.boundary.set.mutate({ handle: other.handle, kind: "block" });
  await eventually("apart", () => !ofOne.people.includes(other.id) && !ofOther.people.includes(one.id), promptly);
  await at(b, other).presence.typing.mutate({ room });
  using later = new Seen(at(b, one), room);
  await eventually("a roster", () => later.types.includes("sync"));
  expect(later.people).toEqual([one.id]);
  expect(ofOne.types).not.toContain("typing");
});

test("who may not read the story any more is out of its room within two seconds, and hears nothing", async () => {
  const [author, follower] = await Promise.all([person(), person()]);
  await follower.api.follow.set.mutate({ handle: author.handle });
  const { id, room } = await aStory(author, "followers");
  using watcher = new Seen(at(b, author), room);
  using reader = new Seen(at(a, follower), room);
  await eventually("they are there", () => watcher.people.includes(follower.id) && reader.types.includes("sync"));
  await follower.api.follow.unset.mutate({ handle: author.handle });
  await eventually("out", () => !watcher.people.includes(follower.id));
  const before = reader.all.length;
  const late = await person();
  await author.api.story.publish.mutate({ id, visibility: "public" });
  using _ = new Seen(at(a, late), room);
  await eventually("the late one comes", () => watcher.people.includes(late.id));
  expect(reader.all.length).toBe(before);
});

describe("a process that dies", () => {
  test("takes its people with it within 15 seconds", { timeout: 40_000 }, async () => {
    const [author, reader] = await Promise.all([person(), person()]);
    const { room } = await aStory(author);
    const third = await startAppProcess({ databaseUrl: database.url, redisUrl: redis.url });
    using watcher = new Seen(at(b, author), room);
    const gone = new Seen(at(third, reader), room);
    await eventually("they are there", () => watcher.people.includes(reader.id));
    gone[Symbol.dispose]();
    await third.kill();
    const killed = performance.now();
    await eventually("gone", () => !watcher.people.includes(reader.id));
    console.log(`gone after ${Math.round(performance.now() - killed)} ms`);
  });

  test("and was only asleep has its people back", { timeout: 60_000 }, async () => {
    const [author, reader] = await Promise.all([person(), person()]);
    const { room } = await aStory(author);
    await using third = await startAppProcess({ databaseUrl: database.url, redisUrl: redis.url });
    using watcher = new Seen(at(b, author), room);
    using _asleep = new Seen(at(third, reader), room);
    await eventually("they are there", () => watcher.people.includes(reader.id));
    third.child.kill("SIGSTOP");
    await eventually("gone", () => !watcher.people.includes(reader.id));
    third.child.kill("SIGCONT");
    await eventually("back", () => watcher.people.includes(reader.id));
  });
});

test("with Redis away a room is right within a beat", { timeout: 40_000 }, async () => {
  const [author, reader] = await Promise.all([person(), person()]);
  const { room } = await aStory(author);
  using watcher = new Seen(at(b, author), room);
  await eventually("it is open", () => watcher.people.includes(author.id));
  await redis.stop();
  using _ = new Seen(at(a, reader), room);
  await eventually("they are seen all the same", () => watcher.people.includes(reader.id));
  await redis.start();
});
