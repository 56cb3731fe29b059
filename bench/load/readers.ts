/** The load generator: any number of readers in one process. Started by `ReaderPool`. */
import type { Socket } from "node:net";
import { nowMicros } from "../measure/clock";
import { answerCommands } from "../processes/commands";
import { openReader } from "./reader";
import type { Opened, OpenRequest, Traffic, Wait } from "./reader-pool";

/** When each reader received the event with one key. */
interface Arrivals {
  times: Float64Array;
  count: number;
  /** Told when `wanted` arrivals are there. */
  wanted: number;
  complete(): void;
}

const openDeadlineMs = 120_000;

const sockets = new Set<Socket>();
let arrivals = new Map<number, Arrivals>();
let ended = 0;
/** How many readers were ever asked for: as many can receive an event. */
let asked = 0;
let numbered = 0;

function arrivalsOf(key: number): Arrivals {
  const existing = arrivals.get(key);
  if (existing) return existing;
  const created = { times: new Float64Array(asked), count: 0, wanted: Number.POSITIVE_INFINITY, complete() {} };
  arrivals.set(key, created);
  return created;
}

function onKey(key: number): void {
  const event = arrivalsOf(key);
  event.times[event.count++] = nowMicros();
  if (event.count === event.wanted) event.complete();
}

/** Opens `count` more readers, at most `concurrency` of them on their way at once. */
function open({ opening, count, concurrency }: OpenRequest): Promise<Opened> {
  const begun = nowMicros();
  asked += count;
  const failures: Record<string, number> = {};
  let started = 0;
  let settled = 0;
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(deadline);
      resolve({ seconds: (nowMicros() - begun) / 1e6, open: sockets.size, failures });
    };
    const deadline = setTimeout(() => {
      failures["not open in time"] = count - settled;
      finish();
    }, openDeadlineMs);
    const startOne = () => {
      started++;
      const socket: Socket = openReader(opening, ++numbered, {
        onKey,
        onEnd() {
          ended++;
          sockets.delete(socket);
        },
        onOpen(failure) {
          settled++;
          if (failure) {
            failures[failure] = (failures[failure] ?? 0) + 1;
            sockets.delete(socket);
          }
          if (started < count) startOne();
          if (settled === count) finish();
        },
      });
      sockets.add(socket);
    };
    for (let index = 0; index < Math.min(concurrency, count); index++) startOne();
  });
}

/** Resolves with the times of arrival once `count` are there, or with those that came within the deadline. */
function wait({ key, count, withinMs }: Wait): Promise<Float64Array> {
  const event = arrivalsOf(key);
  return new Promise((resolve) => {
    const finish = () => {
      clearTimeout(deadline);
      arrivals.delete(key);
      resolve(event.times.slice(0, event.count));
    };
    const deadline = setTimeout(finish, withinMs);
    event.wanted = count;
    event.complete = finish;
    if (event.count >= count) finish();
  });
}

answerCommands(
  { port: 0, pids: [process.pid] },
  {
    open,
    wait,
    /** How many readers the server has cut off. */
    ended: () => ended,
    traffic(): Traffic {
      let [bytesUp, bytesDown] = [0, 0];
      for (const socket of sockets) {
        bytesUp += socket.bytesWritten;
        bytesDown += socket.bytesRead;
      }
      return { bytesUp, bytesDown };
    },
    async close() {
      for (const socket of sockets) socket.resetAndDestroy();
      sockets.clear();
      arrivals = new Map();
      ended = 0;
      asked = 0;
    },
  },
);
