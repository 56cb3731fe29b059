import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { openRedisClient } from "@/live/redis-link";
import type { Env } from "@/platform/env";
import { metrics } from "@/platform/metrics";
import type { OwnLimit } from "@/trpc/services";
import { createAddressOf } from "./address";

/** An office shares an address: it may open, and hold open, this many times what one person may. */
const addressFactor = 20;
/** A Redis that has not answered for this long is away: a new stream must not wait for it. */
const answerTimeoutMs = 1_000;
/** Streams that one person may hold open at a process. Twelve tabs of three browsers fit, each with one of its own. */
const mostOpen = 100;

export interface ConnectLimits {
  /**
   * Lets a new stream pass, noting whose it is, or answers it with 429 and Retry-After and returns null.
   * @param own what a person may open of this kind of stream, counted apart from all others.
   */
  admit(request: IncomingMessage, response: ServerResponse, own?: OwnLimit): Promise<string | null>;
  close(): void;
}

/** Limits on new and on open streams; counted in Redis where there is one, so that they hold over all processes. */
export function createConnectLimits(env: Env): ConnectLimits {
  const { connectLimit, redisUrl, trustProxy } = env;
  const addressOf = createAddressOf(trustProxy);
  const redis = redisUrl ? openRedisClient(redisUrl, answerTimeoutMs) : undefined;
  redis?.on("error", () => {}); // the bus reports a Redis that is away; limits go on per process

  const limiter = (keyPrefix: string, points: number, duration: number): RateLimiterAbstract => {
    const options = { keyPrefix, points, duration };
    const local = new RateLimiterMemory(options);
    return redis ? new RateLimiterRedis({ ...options, storeClient: redis, insuranceLimiter: local }) : local;
  };
  const shared = connectLimit && {
    perPerson: limiter("inkwire:connect:person", connectLimit.points, connectLimit.seconds),
    perAddress: limiter("inkwire:connect:address", connectLimit.points * addressFactor, connectLimit.seconds),
  };
  const own = new Map<string, RateLimiterAbstract>();
  const ownLimiter = ({ name, limit, window }: OwnLimit): RateLimiterAbstract => {
    const existing = own.get(name) ?? limiter(`inkwire:connect:${name}`, limit, window);
    own.set(name, existing);
    return existing;
  };

  const refuse = (response: ServerResponse, limit: string, retryAfterSeconds: number): null => {
    metrics().refusedConnections.inc({ limit });
    response.writeHead(429, { "content-type": "application/json", "retry-after": String(retryAfterSeconds) });
    response.end(
      JSON.stringify({ message: `Too many requests: try again in ${retryAfterSeconds} s.`, reason: "rate_limited" }),
    );
    return null;
  };

  const heldByPerson = holds(mostOpen);
  const heldByAddress = holds(mostOpen * addressFactor);

  return {
    async admit(request, response, own) {
      const address = addressOf(request);
      const person = personOf(request) ?? address;
      if (connectLimit && (heldByPerson.full(person) || heldByAddress.full(address))) {
        return refuse(response, "open", 10);
      }
      const releases = [heldByPerson.hold(person), heldByAddress.hold(address)];
      response.once("close", () => {
        for (const release of releases) release();
      });
      if (!shared) return person;
      try {
        // One after the other: who is refused for themselves must not use up what the others of their address have.
        await (own ? ownLimiter(own) : shared.perPerson).consume(person);
        await shared.perAddress.consume(address);
        return person;
      } catch (refused) {
        if (!(refused instanceof RateLimiterRes)) throw refused;
        return refuse(response, "rate", Math.max(1, Math.ceil(refused.msBeforeNext / 1_000)));
      }
    },
    close: () => redis?.disconnect(),
  };
}

/** Open streams by whose they are, counted from when they are asked for: many at once must not all find the same room. */
function holds(most: number) {
  const held = new Map<string, number>();
  return {
    full: (whose: string) => (held.get(whose) ?? 0) >= most,
    /** Returns what ends it. */
    hold(whose: string) {
      held.set(whose, (held.get(whose) ?? 0) + 1);
      return () => {
        const left = (held.get(whose) ?? 0) - 1;
        if (left > 0) held.set(whose, left);
        else held.delete(whose);
      };
    },
  };
}

/**
 * A member's session or a guest's browser, told apart by their cookie, or by the token of a client without one, as it came.
 * A forged one gains nothing beyond what its address may; hashed, because this is a key in Redis.
 */
function personOf(request: IncomingMessage): string | null {
  const cookies = request.headers.cookie ?? "";
  const match =
    /[?&]token=([^&]+)/.exec(request.url ?? "") ??
    /(?:^|; )(?:__Secure-)?better-auth\.session_token=([^;]+)/.exec(cookies) ??
    /(?:^|; )inkwire_visitor=([^;]+)/.exec(cookies);
  return match?.[1] ? createHash("sha256").update(match[1]).digest("base64url").slice(0, 22) : null;
}
