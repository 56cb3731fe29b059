import { expect, test } from "./support/fixtures";

test("in DevTools, new EventSource('/api/community/events') shows each story as it is published", async ({
  openAs,
  author,
}) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/settings/profile");
  const opened = await page.evaluate(async () => {
    const source = new EventSource("/api/community/events");
    const heard: unknown[] = [];
    Object.assign(window, { source, heard });
    source.addEventListener("story-published", ({ data, lastEventId }) =>
      heard.push({ ...JSON.parse(data), lastEventId }),
    );
    await new Promise((resolve) => source.addEventListener("connected", resolve));
    return source.readyState === EventSource.OPEN;
  });
  expect(opened).toBe(true);
  const { id } = await author.publish("Read in DevTools");
  const heard = () => page.evaluate(() => (window as unknown as { heard: object[] }).heard);
  await expect.poll(heard, { timeout: 2_000 }).toHaveLength(1);
  expect(await heard()).toEqual([
    expect.objectContaining({ id, title: "Read in DevTools", lastEventId: expect.stringMatching(/^[a-z0-9]+\.\d+$/) }),
  ]);

  // Signing out ends it for good: the browser comes back once, is answered 401 and gives up.
  await page.evaluate(() => fetch("/api/auth/sign-out", { method: "POST" }));
  const state = () => page.evaluate(() => (window as unknown as { source: EventSource }).source.readyState);
  await expect.poll(state).toBe(2);
});

test("with a token it opens without a cookie", async ({ openAs, author }) => {
  const issuing = await (await openAs(author)).newPage();
  await issuing.goto("/settings/profile");
  const token = await issuing.evaluate(async () => {
    const answer = await fetch("/api/community/events", { method: "POST" });
    return ((await answer.json()) as { token: string }).token;
  });
  const page = await (await openAs(null)).newPage();
  await page.goto("/sign-in");
  const outcomes = await page.evaluate(async (token) => {
    const open = (query: string) =>
      new Promise((resolve) => {
        const source = new EventSource(`/api/community/events${query}`);
        const end = (outcome: string) => {
          source.close();
          resolve(outcome);
        };
        source.addEventListener("connected", () => end("connected"));
        source.addEventListener("error", () => end("refused"));
      });
    return [await open(""), await open(`?token=${token}`)];
  }, token);
  expect(outcomes).toEqual(["refused", "connected"]);
});
