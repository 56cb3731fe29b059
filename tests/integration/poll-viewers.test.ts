import pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type App, startApp } from "../support/app";
import { Received, together } from "../support/client";
import { eventually } from "../support/eventually";

let app: App;
/** What is asked of the database by this process: the server runs in it. */
const queries: string[] = [];

beforeAll(async () => {
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
    const [first] = given;
    queries.push(typeof first === "string" ? first : String((first as { text?: string } | undefined)?.text ?? ""));
    return Reflect.apply(query, this, given);
  } as typeof query;
  // What a server asks for its readers is counted, not what a worker does each minute.
  process.env.INKWIRE_WORKER = "off";
  app = await startApp();
});
afterAll(() => app[Symbol.asyncDispose]());

/** The hub looks at the head of its log each five seconds: within this time it has. */
const beatMs = 5_500;

async function queriesWhileIdle(): Promise<string[]> {
  queries.length = 0;
  const begun = performance.now();
  await eventually("a beat has passed", () => performance.now() - begun > beatMs);
  return [...queries];
}

test("fifty viewers cost no read of the database while nobody answers, and none for what they are told", async () => {
  const organiser = await app.member();
  const { slug } = await organiser.api.poll.create.mutate({
    kind: "choice",
    question: "What happens next?",
    timeZone: "UTC",
    choices: ["This", "That"],
  });
  const alone = await queriesWhileIdle();
  const viewers = Array.from(
    { length: 50 },
    () =>
      new Received<unknown>((observer) =>
        app.guest.poll.onResults.subscribe({ slug }, { ...observer, onData: (event) => observer.onData(event) }),
      ),
  );
  using _ = together(viewers);
  await eventually("all are open", () => viewers.every(({ started }) => started));
  const watched = await queriesWhileIdle();
  expect(watched.filter((text) => /Poll|Story|Member|Follow|Boundary/.test(text))).toEqual([]);
  // What a process asks by itself, now and then: the relay for work, the hub for the head of its log.
  expect(watched.length).toBeLessThanOrEqual(alone.length * 1.5 + 5);

  queries.length = 0;
  await organiser.api.poll.respond.mutate({ slug, yes: [1] });
  await eventually("all are told", () => viewers.every(({ all }) => all.length === 1));
  const reads = queries.filter((text) => /^\s*SELECT.*"Poll/s.test(text));
  expect(reads.length).toBeLessThan(20);
});

test("all that a member follows over one connection asks once whom they follow", async () => {
  const [member, author] = await Promise.all([app.member(), app.member()]);
  const { id } = await author.api.story.create.mutate({ title: "Followed", body: "Text." });
  await author.api.story.publish.mutate({ id });
  const paths = ["story.onPublished", "story.onMine", "notification.onNew", "job.onMine"];
  const ops = [
    ...paths.map((path) => ({ path, input: {} })),
    { path: "story.onChanged", input: { id } },
    { path: "comment.onChanged", input: { storyId: id } },
  ].map((op, index) => ({ id: index + 1, ...op }));
  queries.length = 0;
  const response = await fetch(`${app.url}/api/live`, {
    method: "POST",
    headers: { "content-type": "application/json", cookie: member.cookie },
    body: JSON.stringify({ poll: { quiet: 0 }, ops }),
  });
  const answer = await response.text();
  expect(answer.match(/"op":\d/g)?.length).toBeGreaterThanOrEqual(ops.length);
  expect(queries.filter((text) => /"Follow"\."followerId" = /.test(text))).toHaveLength(1);
});
