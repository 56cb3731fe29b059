import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Redis } from "ioredis";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import type { Connections } from "@/live/connections";
import type { Env } from "@/platform/env";
import { metrics } from "@/platform/metrics";
import { createAddressOf } from "./address";

/** An office shares an address: it may open this many times what one person may. */
const addressFactor = 20;
/** Streams that one person may hold open at a process. Twelve tabs of three browsers fit, each with one of its own. */
const mostOpen = 100;

export interface ConnectLimits {
  /** Lets a new stream pass, noting whose it is, or answers it with 429 and Retry-After and returns null. */
  admit(request: IncomingMessage, response: ServerResponse): Promise<string | null>;
  close(): void;
}

/** Limits on new and on open streams; counted in Redis where there is one, so that they hold over all processes. */
export function createConnectLimits(env: Env, connections: Connections): ConnectLimits {
  const { connectLimit, redisUrl, trustProxy } = env;
  const addressOf = createAddressOf(trustProxy);
  const redis = redisUrl ? new Redis(redisUrl, { enableOfflineQueue: false, maxRetriesPerRequest: 0 }) : undefined;
  redis?.on("error", () => {}); // the bus reports a Redis that is away; limits go on per process

  const limiter = (keyPrefix: string, factor: number): RateLimiterAbstract | null => {
    if (!connectLimit) return null;
    const options = { keyPrefix, points: connectLimit.points * factor, duration: connectLimit.seconds };
    const local = new RateLimiterMemory(options);
    return redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: local }) : local;
  };
  const perPerson = limiter("inkwire:connect:person", 1);
  const perAddress = limiter("inkwire:connect:address", addressFactor);

  const refuse = (response: ServerResponse, limit: string, retryAfterSeconds: number): null => {
    metrics().refusedConnections.inc({ limit });
    response.writeHead(429, { "content-type": "application/json", "retry-after": String(retryAfterSeconds) });
    response.end(
      JSON.stringify({ message: `Too many requests: try again in ${retryAfterSeconds} s.`, reason: "rate_limited" }),
    );
    return null;
  };

  return {
    async admit(request, response) {
      const address = addressOf(request);
      const person = personOf(request) ?? address;
      if (connections.heldBy(person) >= mostOpen) return refuse(response, "open", 10);
      try {
        await Promise.all([perPerson?.consume(person), perAddress?.consume(address)]);
        return person;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return refuse(response, "rate", Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)));
      }
    },
    close: () => redis?.disconnect(),
  };
}

/**
 * A member's session or a guest's browser, told apart by their cookie as it came. A forged one gains nothing beyond what
 * its address may; hashed, because this is a key in Redis.
 */
function personOf(request: IncomingMessage): string | null {
  const cookies = request.headers.cookie ?? "";
  const match =
    /(?:^|; )(?:__Secure-)?better-auth\.session_token=([^;]+)/.exec(cookies) ??
    /(?:^|; )inkwire_visitor=([^;]+)/.exec(cookies);
  return match?.[1] ? createHash("sha256").update(match[1]).digest("base64url").slice(0, 22) : null;
}
