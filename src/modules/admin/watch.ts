import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Frame } from "@/live/frame";
import { hubSlot } from "@/live/process";
import type { Live } from "@/live/start";
import { disconnected } from "./events";
import { countsBetween, Observer } from "./observe";
import { raiseAlarms, removeState, storeSample, storeState, type ThisProcess } from "./store";

/** How often a process says how it is, and looks for what is beyond its limit, in milliseconds. */
const sayMs = 5_000;
const sampleMs = 60_000;

/**
 * Makes this process known to administrators: it says how it is, keeps a sample of each minute, raises alarms, and ends the
 * connections that they end.
 * @returns what stops it.
 */
export async function startWatch(
  options: Pick<ThisProcess, "kind" | "version"> & { live: Live; log: Logger },
): Promise<() => Promise<void>> {
  const { live, log, kind, version } = options;
  const self = { id: randomUUID(), kind, version, startedAt: new Date(Date.now() - process.uptime() * 1_000) };
  const observer = new Observer(live);
  const detach = await followDisconnects(self.id, live);
  let { now: sampled } = await observer.look();

  const say = async () => {
    const { now, state, connections } = await observer.look();
    await storeState(self, { state, connections });
    if (now.at - sampled.at >= sampleMs) {
      await storeSample(self.id, state, countsBetween(sampled, now));
      sampled = now;
    }
    await raiseAlarms();
  };
  let saying = Promise.resolve();
  const next = () => {
    saying = say().catch((error) => log.warn({ err: error }, "admin: this process could not say how it is"));
    return saying;
  };
  let busy = false;
  const timer = setInterval(async () => {
    if (busy) return;
    busy = true;
    await next();
    busy = false;
  }, sayMs);
  timer.unref();
  await next();
  return async () => {
    clearInterval(timer);
    detach();
    observer.stop();
    await saying;
    await removeState(self.id).catch(() => {});
  };
}

async function followDisconnects(processId: string, live: Live): Promise<() => void> {
  const listener = {
    position: 0,
    accepts: ({ name }: Frame) => name === disconnected.name,
    deliver({ data }: Frame) {
      const meant = disconnected.payload.parse(data);
      if ("memberId" in meant) live.connections.interrupt(({ memberId }) => memberId === meant.memberId);
      else if (meant.processId === processId) live.connections.interrupt(({ id }) => id === meant.connectionId);
    },
    interrupt() {},
  };
  return hubSlot.get().attach(disconnected.topic(undefined), listener, null, () => {});
}
