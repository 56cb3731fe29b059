import { EventEmitter, on } from "node:events";
import { initTRPC, tracked } from "@trpc/server";
import type { BenchEvent } from "./event";

const key = Symbol.for("inkwire.bench.emitter");
const registry = globalThis as unknown as Record<symbol, EventEmitter | undefined>;

/** One per process, also where Next's bundles load this module anew. */
const emitter = (): EventEmitter => {
  registry[key] ??= new EventEmitter().setMaxListeners(0);
  return registry[key];
};

let id = 0;
export const emitEvent = (event: BenchEvent): void => void emitter().emit("event", String(++id), event);

const t = initTRPC.create();

/** A subscription as tRPC's documentation writes it: an async generator over an emitter, with ids to resume by. */
export const stockRouter = t.router({
  onPublished: t.procedure.subscription(async function* ({ signal }) {
    for await (const [id, event] of on(emitter(), "event", { signal })) {
      yield tracked(id as string, event as BenchEvent);
    }
  }),
});
