import { createParser } from "eventsource-parser";
import { expect, test } from "./e2e/support/fixtures";
import { nastyPieces } from "./support/nasty-text";

// The browser's part of tests/integration/wire-fuzz.test.ts: Chromium's own EventSource, and its fetch under what liveLink reads.

interface Card {
  title: string;
  blurb: string;
}

/** Kept by the page between two looks at it. */
interface Listening {
  listening: { data: string[]; text: string; opened: number };
}

test("nasty text comes out of Chromium's EventSource, and of POST /api/live, as the query returns it", async ({
  page,
  author,
}) => {
  await page.goto("/community");
  const { live } = await author.api.story.feed.query({});
  await page.evaluate((lastEventId) => {
    const listening: Listening["listening"] = { data: [], text: "", opened: 0 };
    Object.assign(window, { listening });
    const input = { lastEventId };
    const source = new EventSource(`/api/trpc/story.onPublished?input=${encodeURIComponent(JSON.stringify(input))}`);
    source.addEventListener("connected", () => listening.opened++);
    source.addEventListener("message", ({ data }) => listening.data.push(data));
    const read = async () => {
      const response = await fetch("/api/live", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ ops: [{ id: 3, path: "story.onPublished", input }] }),
      });
      listening.opened++;
      const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (let part = await reader?.read(); part && !part.done; part = await reader?.read())
        listening.text += part.value;
    };
    void read();
  }, live);
  const listening = () => page.evaluate(() => (window as unknown as Listening).listening);
  await expect.poll(async () => (await listening()).opened).toBe(2);

  const published: string[] = [];
  const expected: Card[] = [];
  for (const piece of nastyPieces) {
    const text = `A text ${piece} with something in it`;
    const { id } = await author.api.story.create.mutate({ title: text, blurb: text, body: "Text." });
    const { slug } = await author.api.story.publish.mutate({ id });
    const { title, blurb } = await author.api.story.bySlug.query({ slug });
    expected.push({ title, blurb });
    published.push(id);
  }

  const byEventSource = async () => (await listening()).data.map((data) => JSON.parse(data) as Card);
  const byLive = async () => {
    const cards: Card[] = [];
    const parser = createParser({
      onEvent({ event, data }) {
        const [op, json = ""] = data.split(/\n(.*)/s);
        if (event === undefined && op === "3") cards.push(JSON.parse(json));
      },
    });
    parser.feed((await listening()).text);
    return cards;
  };
  for (const read of [byEventSource, byLive]) {
    await expect.poll(async () => (await read()).length).toBe(expected.length);
    expect((await read()).map(({ title, blurb }) => ({ title, blurb }))).toEqual(expected);
  }
  // Others look at the same community.
  for (const id of published) await author.api.story.remove.mutate({ id });
});
