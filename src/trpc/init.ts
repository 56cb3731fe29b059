import { initTRPC, isTrackedEnvelope, TRPCError, tracked } from "@trpc/server";
import { z } from "zod";
import { pingIntervalMs, reconnectAfterInactivityMs } from "@/live/connections";
import { LiveStream } from "@/live/stream";
import { keyOf } from "@/modules/api-key/queries";
import type { Scope } from "@/modules/api-key/schema";
import { noteUse } from "@/modules/api-key/store";
import { guest } from "@/modules/member/actor";
import type { Role } from "@/modules/member/schema";
import { AppError, errorCodes, isUnstorable } from "@/platform/errors";
import { log } from "@/platform/log";
import { metrics } from "@/platform/metrics";
import { traced } from "@/platform/tracing";
import type { Context } from "./context";
import { deepestInput, isDeeperThan } from "./depth";
import { liveIdentity } from "./live-identity";

interface Meta {
  /** What an API key needs to call this, where it is not `read` for queries and streams and `write` for mutations. */
  scope?: Scope;
}

const t = initTRPC
  .context<Context>()
  .meta<Meta>()
  .create({
    isServer: true,
    sse: { ping: { enabled: true, intervalMs: pingIntervalMs }, client: { reconnectAfterInactivityMs } },
    errorFormatter({ shape, error, ctx }) {
      const { cause } = error;
      const { stack: _, ...data } = shape.data;
      const invalid = cause instanceof z.ZodError ? z.flattenError(cause).fieldErrors : undefined;
      const unexpected = error.code === "INTERNAL_SERVER_ERROR";
      return {
        ...shape,
        message: unexpected
          ? "Something went wrong on our side. Nothing was changed; please try again."
          : cause instanceof z.ZodError
            ? z.prettifyError(cause)
            : shape.message,
        data: {
          ...data,
          /** Our code (platform/errors.ts), or null for what tRPC itself refuses. */
          reason: cause instanceof AppError ? cause.code : invalid ? "invalid" : null,
          /** What helps to act on `reason`, such as the current story on a conflict. */
          details: cause instanceof AppError ? (cause.details ?? null) : null,
          /** Messages by field, where the input did not fit. */
          fields: invalid ?? null,
          requestId: ctx?.requestId ?? null,
        },
      };
    },
  });

/** Turns our errors into tRPC's; what we did not expect is logged with its request and leaves as a bare 500. */
const translated = t.middleware(async ({ ctx, next, path, type }) => {
  const begun = performance.now();
  const { result, outcome } = await traced(
    () => ({
      name: path,
      kind: "server",
      parent: ctx.trace,
      attributes: { "rpc.system": "trpc", "rpc.method": path, type, "request.id": ctx.requestId },
    }),
    async (span) => {
      const result = await next();
      const outcome = result.ok ? "ok" : outcomeOf(result.error);
      span?.set("outcome", outcome);
      return { result, outcome };
    },
  );
  const ms = performance.now() - begun;
  metrics().procedure.observe({ procedure: path, type, outcome }, ms / 1_000);
  const keyId = keyOf(ctx.actor);
  if (keyId) noteUse({ keyId, procedure: path, type, outcome, ms });
  if (result.ok) {
    return isIterable(result.data) ? { ...result, data: withoutUndefined(result.data) } : result;
  }
  const { cause } = result.error;
  if (cause instanceof AppError) {
    return { ...result, error: new TRPCError({ code: errorCodes[cause.code], message: cause.message, cause }) };
  }
  if (isUnstorable(cause)) {
    const refusal = new AppError("invalid", "A text in the input contains the character NUL.");
    return { ...result, error: new TRPCError({ code: "BAD_REQUEST", message: refusal.message, cause: refusal }) };
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") {
    log().error({ err: cause ?? result.error, path, requestId: ctx.requestId }, "procedure failed");
  }
  return result;
});

const outcomeOf = ({ cause, code }: TRPCError): string =>
  cause instanceof AppError ? cause.code : cause instanceof z.ZodError ? "invalid" : code.toLowerCase();

const isIterable = (data: unknown): data is AsyncIterable<unknown> =>
  typeof data === "object" && data !== null && Symbol.asyncIterator in data && !(data instanceof LiveStream);

/** JSON has no `undefined`: tRPC would write the word, and its client would die of it. A reader gets null. */
function withoutUndefined(values: AsyncIterable<unknown>): AsyncIterable<unknown> {
  const defined = (value: unknown) => {
    if (isTrackedEnvelope(value)) return value[1] === undefined ? tracked(value[0], null) : value;
    return value === undefined ? null : value;
  };
  return {
    [Symbol.asyncIterator]() {
      const iterator = values[Symbol.asyncIterator]();
      return {
        async next() {
          const result = await iterator.next();
          return result.done ? result : { done: false, value: defined(result.value) };
        },
        return: async () => (await iterator.return?.()) ?? { done: true, value: undefined },
      };
    },
  };
}

export const router = t.router;
/** Puts the procedures of several modules under one name. */
export const mergeRouters = t.mergeRouters;

/** A router with one procedure, whose outcome is already known. */
export const answering = (path: string, outcome: () => AsyncIterable<unknown, void>) =>
  router({ [path]: t.procedure.subscription(outcome) });

export const createCallerFactory = t.createCallerFactory;

/** Whatever comes with an API key: whether it is valid, has room left in this minute, and may call this. */
const keyed = t.middleware(({ ctx, next, path, type, meta }) => {
  const { actor, budget, wrongKey } = ctx;
  if (wrongKey) {
    throw new AppError("unauthenticated", "This API key is not valid: it was revoked, has expired, or was mistyped.");
  }
  if (budget?.exceeded) {
    const { limit, resetSeconds } = budget;
    const message = `This key has made its ${limit} requests for this minute. Try again in ${resetSeconds} s.`;
    throw new AppError("rate_limited", message, { retryAfterSeconds: resetSeconds });
  }
  const needed = meta?.scope ?? (type === "mutation" ? "write" : "read");
  if (actor.kind === "member" && actor.scopes && !actor.scopes.includes(needed)) {
    const details = { needed, scopes: [...actor.scopes] };
    throw new AppError("forbidden", `${path} needs a key with the scope ${needed}.`, details);
  }
  return next();
});

/** What is checked level by level must not have any number of them. */
const shallow = t.middleware(async ({ getRawInput, next }) => {
  // What cannot be read is refused where an input is wanted; a mutation without one may come without a body.
  const input = await getRawInput().catch(() => undefined);
  if (isDeeperThan(input, deepestInput)) {
    const message = `The input nests objects and lists more than ${deepestInput} deep.`;
    throw new AppError("invalid", message, { deepest: deepestInput });
  }
  return next();
});

/**
 * The cookie is that of the whole browser: where another member has signed in since, or nobody is any more, a page must not
 * act in their name. Who has signed in since a page was rendered for a guest is the same person.
 */
const samePerson = t.middleware(({ ctx, next, type }) => {
  const { actor, as } = ctx;
  if (type !== "mutation" || !as || as === liveIdentity(guest) || as === liveIdentity(actor)) return next();
  if (actor.kind === "guest")
    throw new AppError("unauthenticated", "You have been signed out. Sign in again to do this.");
  const message = `Nothing was changed: this page is another member's, and @${actor.handle} has signed in here since. Reload it to go on as @${actor.handle}.`;
  throw new AppError("forbidden", message);
});

/** Below, `shallow` is always the last: who is refused has no input read first. */
const known = t.procedure.use(translated).use(keyed).use(samePerson);

/** Open to guests. */
export const anyone = known.use(shallow);

const signedIn = known.use(({ ctx, next }) => {
  const { actor } = ctx;
  if (actor.kind !== "member") throw new AppError("unauthenticated", "Sign in to do this.");
  return next({ ctx: { ...ctx, actor } });
});

/** For signed-in members; `ctx.actor` is one. */
export const member = signedIn.use(shallow);

/** For those with one of these roles, by whatever way they come: a key needs the scope `admin` as well. */
const withRole = (...roles: readonly [Role, ...Role[]]) =>
  signedIn
    .meta({ scope: "admin" })
    .use(({ ctx, next }) => {
      if (!roles.includes(ctx.actor.role)) throw new AppError("forbidden", "This is not for members in general.");
      return next({ ctx });
    })
    .use(shallow);

/** For moderators, and administrators. */
export const moderator = withRole("moderator", "admin");

/** For administrators alone. */
export const admin = withRole("admin");

/** For members in person: what concerns the account itself is not for keys. */
export const person = signedIn
  .use(({ ctx, next }) => {
    if (ctx.actor.scopes) throw new AppError("forbidden", "This is for people who are signed in, not for API keys.");
    return next();
  })
  .use(shallow);
