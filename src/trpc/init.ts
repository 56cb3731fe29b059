import { initTRPC, isTrackedEnvelope, TRPCError, tracked } from "@trpc/server";
import { z } from "zod";
import { pingIntervalMs, reconnectAfterInactivityMs } from "@/live/connections";
import { LiveStream } from "@/live/stream";
import { AppError, errorCodes } from "@/platform/errors";
import { log } from "@/platform/log";
import { metrics } from "@/platform/metrics";
import type { Context } from "./context";

const t = initTRPC.context<Context>().create({
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
  const result = await next();
  const outcome = result.ok ? "ok" : result.error.code.toLowerCase();
  metrics().procedure.observe({ procedure: path, type, outcome }, (performance.now() - begun) / 1_000);
  if (result.ok) {
    return isIterable(result.data) ? { ...result, data: withoutUndefined(result.data) } : result;
  }
  const { cause } = result.error;
  if (cause instanceof AppError) {
    return { ...result, error: new TRPCError({ code: errorCodes[cause.code], message: cause.message, cause }) };
  }
  if (result.error.code === "INTERNAL_SERVER_ERROR") {
    log().error({ err: cause ?? result.error, path, requestId: ctx.requestId }, "procedure failed");
  }
  return result;
});

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

/** A router with one procedure, whose outcome is already known. */
export const answering = (path: string, outcome: () => AsyncIterable<unknown, void>) =>
  router({ [path]: t.procedure.subscription(outcome) });

export const createCallerFactory = t.createCallerFactory;

/** Open to guests. */
export const anyone = t.procedure.use(translated);

/** For signed-in members; `ctx.actor` is one. */
export const member = anyone.use(({ ctx, next }) => {
  const { actor } = ctx;
  if (actor.kind !== "member") throw new AppError("unauthenticated", "Sign in to do this.");
  return next({ ctx: { ...ctx, actor } });
});
