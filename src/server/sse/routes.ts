import { communityEvents } from "./community-events";
import type { SseHandler, SseRoute } from "./create-sse-handler";
import { jobEvents } from "./job-events";

/** The streams for clients without tRPC: docs/real-time-story-updates.md, "A plain SSE route". */
const routes: Record<string, SseHandler> = {
  "/api/community/events": communityEvents,
  "/api/jobs/{id}/events": jobEvents,
};

const compiled = Object.entries(routes).map(([pattern, handler]) => ({
  pattern,
  handler,
  expression: new RegExp(`^${pattern.replaceAll(/\{(\w+)\}/g, "(?<$1>[^/]+)")}$`),
}));

/** What serves `path`, or null. */
export function findSseRoute(path: string): { handler: SseHandler; route: SseRoute } | null {
  for (const { pattern, handler, expression } of compiled) {
    const match = expression.exec(path);
    if (match) return { handler, route: { pattern, params: { ...match.groups } } };
  }
  return null;
}
