/** The programs on the page, with the address of this installation. */
export const examplesFor = (url: string) => ({
  install: `
# in a checkout of Inkwire; the package is a few files without dependencies
npm run pack:client
# in your service
npm install ./inkwire-0.1.0.tgz`,

  client: `
import { createInkwireClient, isInkwireError } from "inkwire/client";

const inkwire = createInkwireClient({ url: "${url}", apiKey: process.env.INKWIRE_API_KEY });

const { items } = await inkwire.story.feed.query({ limit: 10, genre: "mystery" });
for (const { title, author } of items) console.log(\`\${title}, by \${author.name}\`);

const draft = await inkwire.story.create.mutate({ title: "From a service", body: "It began as a *test*." });
try {
  await inkwire.story.publish.mutate({ id: draft.id });
} catch (error) {
  if (isInkwireError(error, "forbidden")) console.error("This key lacks the scope publish.");
  else throw error;
}`,

  stream: `
const { live } = await inkwire.story.feed.query({});
inkwire.story.onPublished.subscribe(
  { lastEventId: (await load()) ?? live },
  {
    async onData({ id, data }) {
      if ("resync" in data) return fetchEverythingAnew();
      await announce(data.title);
      await save(id); // after a restart it goes on here
    },
  },
);`,

  curlStream: `
curl -N -H "x-api-key: $INKWIRE_API_KEY" '${url}/api/trpc/story.onPublished?input=%7B%7D'`,

  webhook: `
import { createServer } from "node:http";
import { verifyWebhook, WebhookError } from "inkwire/client";

createServer(async (request, response) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  try {
    const event = await verifyWebhook(process.env.INKWIRE_WEBHOOK_SECRET, request.headers, Buffer.concat(chunks));
    if (event.type === "story.published" && (await isNew(request.headers["webhook-id"]))) {
      await announce(event.data.story.title, event.data.url);
    }
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(error instanceof WebhookError ? 400 : 500).end();
  }
}).listen(8080);`,

  curl: `
curl '${url}/api/trpc/story.feed?input=%7B%22limit%22%3A5%7D'

curl -X POST -H 'content-type: application/json' -H "x-api-key: $INKWIRE_API_KEY" \\
  -d '{"title":"By curl"}' ${url}/api/trpc/story.create`,
});
