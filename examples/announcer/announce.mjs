// Announces each new story in a chat that takes webhooks, and misses none: what it has announced last is kept in a file, so
// that after a restart, of this service or of Inkwire, it goes on from there.
//
//   npm install inkwire-0.1.0.tgz        (npm run pack:client makes it)
//   INKWIRE_URL=… INKWIRE_API_KEY=… WEBHOOK_URL=… node announce.mjs
import { readFile, rename, writeFile } from "node:fs/promises";
import { createInkwireClient } from "inkwire/client";

const {
  INKWIRE_URL: url,
  INKWIRE_API_KEY: apiKey,
  WEBHOOK_URL: webhook,
  POSITION_FILE: file = "position",
} = process.env;
if (!url || !webhook) throw new Error("Set INKWIRE_URL and WEBHOOK_URL.");

const inkwire = createInkwireClient({
  url,
  apiKey,
  onStateChange: (state, reason) => console.log(reason ? `${state}: ${reason}` : state),
});

/** One after another, in order; a position is kept only once its story was announced. */
let announcing = Promise.resolve();

const position = await readFile(file, "utf8").catch(() => null);
inkwire.story.onPublished.subscribe(
  { lastEventId: position },
  {
    onData({ id, data }) {
      announcing = announcing.then(async () => {
        if ("resync" in data)
          console.warn(`The position was too old (${data.resync}): some stories may have been missed.`);
        else await announce(data);
        await keep(id);
      });
    },
    onError(error) {
      console.error(`Inkwire refuses: ${error.message}`);
      process.exit(1);
    },
  },
);

/** Tried until the chat has taken it. */
async function announce({ title, author, slug }) {
  const text = `${author.name} has published “${title}”: ${url}/stories/${slug}`;
  for (let attempt = 0; ; attempt++) {
    const answer = await fetch(webhook, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ text }),
    }).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, Math.min(60_000, 500 * 2 ** attempt)));
  }
}

/** Written beside it first, so that a crash never leaves half a position. */
async function keep(id) {
  await writeFile(`${file}.new`, id);
  await rename(`${file}.new`, file);
}
