/**
 * A real Inkwire process without its pages: everything that `npm start` runs for a stream. Configured by its environment.
 * What the benchmarks ask of it beyond HTTP is in `commands`.
 */
import pg from "pg";
import { parseCursor } from "@/live/cursor";
import { Frame } from "@/live/frame";
import { writeBusMessage } from "@/live/log";
import { announce } from "@/live/outbox";
import { busSlot, hubSlot } from "@/live/process";
import { storyPublished } from "@/modules/story/events";
import { transact } from "@/platform/db";
import { readEnv } from "@/platform/env";
import { startServer } from "@/server/start";
import { answerCommands } from "../processes/commands";
import { storyCardFor } from "./card";
import { makeEvent } from "./event";

/** Counts what this process asks of PostgreSQL, through Prisma or not. */
let queries = 0;
const { query } = pg.Client.prototype;
pg.Client.prototype.query = function (this: pg.Client, ...given: unknown[]) {
  queries++;
  return Reflect.apply(query, this, given);
} as typeof query;

const running = await startServer({
  env: readEnv(process.env),
  say: () => {},
  pages: async () => ({ handle: (_, response) => void response.writeHead(404).end(), close: async () => {} }),
});

const topic = storyPublished.topic(null as never);
const position = parseCursor(await hubSlot.get().cursor());
if (!position) throw new Error("the log has no position");
// Keeps the topic open while no reader has it: opened anew it would begin where the log ends, which does not know of the
// events of `publish`.
await hubSlot.get().attach(topic, { position: 0, accepts: () => false, deliver() {}, interrupt() {} }, null, () => {});

let heardRing = () => {};
const onRing = () => heardRing();

const commands = {
  /**
   * Hands an event to the bus as the relay would, with the next seq; from there on all is production: bus, hub, filters,
   * frame, sockets. Only the log does not know these events.
   */
  async publish(): Promise<number> {
    const { key, event } = makeEvent();
    const prevSeq = position.seq++;
    const frame = new Frame(position.epoch, position.seq, prevSeq, storyPublished.name, event.id, event, Date.now());
    await busSlot.get().publish(topic, writeBusMessage(frame));
    return key;
  },

  /** Announces `count` events in as many transactions, `concurrency` of them at a time. */
  async announce({ count, concurrency }: { count: number; concurrency: number }): Promise<void> {
    let begun = 0;
    const announceSome = async () => {
      while (begun < count) {
        const key = ++begun;
        await transact((tx) => announce(tx, storyPublished, { ...storyCardFor(key), origin: null }));
      }
    };
    await Promise.all(Array.from({ length: concurrency }, announceSome));
  },

  queries: () => queries,

  /** Opens that many topics of their own, each with one listener, as subscriptions would. */
  async openTopics(count: number): Promise<{ seconds: number }> {
    const begun = performance.now();
    const open = (topic: string) =>
      hubSlot
        .get()
        .attach(topic, { position: 0, accepts: () => true, deliver: onRing, interrupt() {} }, null, () => {});
    // A few hundred at a time, as streams come; all at once would keep the bus's own probe waiting for too long.
    for (let from = 0; from < count; from += 500) {
      const topics = Array.from({ length: Math.min(500, count - from) }, (_, index) => `bench:${from + index}`);
      await Promise.all(topics.map(open));
    }
    return { seconds: (performance.now() - begun) / 1_000 };
  },

  /** Hands events to the bus, one after another, each for one of these topics; how long each took, in milliseconds. */
  async ringTopics({ topics, events }: { topics: number; events: number }): Promise<number[]> {
    const delays: number[] = [];
    while (!busSlot.get().up) await new Promise((resolve) => setTimeout(resolve, 50));
    for (let index = 0; index < events; index++) {
      const topic = `bench:${Math.floor(Math.random() * topics)}`;
      const begun = performance.now();
      const heard = new Promise<void>((resolve) => {
        heardRing = resolve;
      });
      const { event } = makeEvent();
      const frame = new Frame(position.epoch, ++position.seq, 0, storyPublished.name, null, event, Date.now());
      await busSlot.get().publish(topic, writeBusMessage(frame));
      await heard;
      delays.push(performance.now() - begun);
    }
    return delays;
  },
};

answerCommands({ port: running.port, pids: [process.pid] }, commands);
