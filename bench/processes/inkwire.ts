import { Child } from "./child";
import { freePort, type Stack } from "./stack";

/** The environment in which a benchmark runs Inkwire: as in production, without limits on connects and without its log. */
export async function startInkwire(file: string, stack: Stack, nodeArguments: string[] = []): Promise<Child> {
  const port = await freePort();
  return Child.start(file, {
    nodeArguments,
    env: {
      PORT: String(port),
      HOST: "127.0.0.1",
      APP_URL: `http://127.0.0.1:${port}`,
      DATABASE_URL: stack.databaseUrl,
      REDIS_URL: stack.redisUrl ?? "",
      AUTH_SECRET: "a-secret-for-benchmarks-that-is-long-enough",
      INKWIRE_CONNECT_LIMIT: "off",
      LOG_LEVEL: "silent",
    },
  });
}

/** A stream of new stories as any EventSource opens it, from now or from a cursor. */
export function onPublishedPath(lastEventId?: string): string {
  const input = encodeURIComponent(JSON.stringify({ ...(lastEventId && { lastEventId }) }));
  return `/api/trpc/story.onPublished?input=${input}`;
}

/** What every tRPC stream begins with. */
export const trpcReady = "event: connected";
