import type { Cluster, Redis } from "ioredis";
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from "rate-limiter-flexible";
import { AppError } from "./errors";
import { slot } from "./singleton";

type Store = Redis | Cluster | null;
type Limits = { store: Store; limiters: Map<string, RateLimiterAbstract> };

const limits = slot<Limits>("rate-limits");

/** Counts in `store`, so that limits hold over all processes; per process without one, and while it is away. */
export const startRateLimits = (store: Store): void => limits.set({ store, limiters: new Map() });

export interface RateLimit {
  /** Unique: "comment". */
  name: string;
  /** So many times within so many seconds. */
  points: number;
  seconds: number;
}

/**
 * Takes one of what `key`, mostly a member's id, may do.
 * @throws AppError `rate_limited` with `details.retryAfterSeconds` when nothing is left.
 */
export async function consume(limit: RateLimit, key: string): Promise<void> {
  try {
    await limiterOf(limit).consume(key);
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused;
    const retryAfterSeconds = Math.max(1, Math.ceil(refused.msBeforeNext / 1_000));
    throw new AppError("rate_limited", `That was a lot at once. Try again in ${inWords(retryAfterSeconds)}.`, {
      retryAfterSeconds,
    });
  }
}

/** "40 s", "12 minutes", "3 hours": not too early. */
export function inWords(seconds: number): string {
  if (seconds <= 90) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 90 ? `${minutes} minutes` : `${Math.ceil(minutes / 60)} hours`;
}

/** Whether nothing is left for `key`; takes nothing. */
export async function isSpent(limit: RateLimit, key: string): Promise<boolean> {
  const state = await limiterOf(limit).get(key);
  return state !== null && state.remainingPoints <= 0;
}

/** What is left of a limit, for the `RateLimit-*` headers. */
export interface Budget {
  limit: number;
  remaining: number;
  resetSeconds: number;
  /** This one was too many. */
  exceeded: boolean;
}

/** As `consume`, for those who tell the caller what is left. */
export async function spend(limit: RateLimit, key: string): Promise<Budget> {
  const told = (result: RateLimiterRes, exceeded: boolean): Budget => ({
    limit: limit.points,
    remaining: Math.max(0, result.remainingPoints),
    resetSeconds: Math.max(1, Math.ceil(result.msBeforeNext / 1_000)),
    exceeded,
  });
  try {
    return told(await limiterOf(limit).consume(key), false);
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return told(refused, true);
    throw refused;
  }
}

function limiterOf({ name, points, seconds }: RateLimit): RateLimiterAbstract {
  const { store, limiters } = limits.get();
  const existing = limiters.get(name);
  if (existing) return existing;
  const options = { keyPrefix: `inkwire:limit:${name}`, points, duration: seconds };
  const local = new RateLimiterMemory(options);
  const limiter = store ? new RateLimiterRedis({ ...options, storeClient: store, insuranceLimiter: local }) : local;
  limiters.set(name, limiter);
  return limiter;
}
