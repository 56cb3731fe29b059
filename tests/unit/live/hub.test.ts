import fc from "fast-check";
import pino from "pino";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Bus } from "@/live/bus";
import { durable } from "@/live/catalogue";
import { Frame } from "@/live/frame";
import { Hub, type Start } from "@/live/hub";
import { type EventLog, writeBusMessage } from "@/live/log";
import type { Listener } from "@/live/topic";

// The hub against a log and a bus that the test moves by hand. The bus loses, repeats and reorders as the test likes; every
// read of the log takes as long as the test likes. Whatever happens, a reader sees each event of its topic once, in order.

const note = durable({
  name: "test.note",
  topic: ({ topic }: { topic: string }) => topic,
  payload: z.object({ topic: z.string(), n: z.number() }),
  visibleTo: () => true,
});

const epoch = "e";
const silent = pino({ level: "silent" });

class HandLog implements EventLog {
  readonly frames: { topic: string; frame: Frame }[] = [];
  trimmedSeq = 0;
  reads = 0;

  get seq() {
    return this.frames.length;
  }

  commit(topic: string): Frame {
    const prev = this.frames.findLast((entry) => entry.topic === topic)?.frame.seq ?? 0;
    const seq = this.seq + 1;
    const frame = new Frame(epoch, seq, prev, note.name, null, { topic, n: seq }, 0);
    this.frames.push({ topic, frame });
    return frame;
  }

  async readHead() {
    this.reads++;
    const head = { epoch, seq: this.seq, trimmedSeq: this.trimmedSeq };
    await hops(this.reads % 4);
    return head;
  }

  async readAfter(topic: string, seq: number, _: string, limit: number) {
    this.reads++;
    const found = this.frames.filter(
      (entry) => entry.topic === topic && entry.frame.seq > seq && entry.frame.seq > this.trimmedSeq,
    );
    await hops(this.reads % 5);
    return found.slice(0, limit).map(({ frame }) => frame);
  }

  async readTopicsBetween(after: number, until: number) {
    this.reads++;
    const newest = new Map<string, number>();
    for (const { topic, frame } of this.frames)
      if (frame.seq > after && frame.seq <= until) newest.set(topic, frame.seq);
    await hops(this.reads % 3);
    return newest;
  }
}

class HandBus implements Bus {
  up = true;
  readonly #callbacks = new Map<string, Set<(message: string) => void>>();
  #observer: (up: boolean) => void = () => {};

  async publish() {}

  ring(topic: string, frame: Frame) {
    for (const callback of this.#callbacks.get(topic) ?? []) callback(writeBusMessage(frame));
  }

  /** Makes the hub compare, as a bus that came back does. */
  doubt() {
    this.#observer(true);
  }

  async subscribe(channel: string, callback: (message: string) => void) {
    await hops(1);
    const callbacks = this.#callbacks.get(channel) ?? new Set();
    this.#callbacks.set(channel, callbacks.add(callback));
    return () => void callbacks.delete(callback);
  }

  onChange(observer: (up: boolean) => void) {
    this.#observer = observer;
  }

  async close() {}
}

async function hops(count: number): Promise<void> {
  for (let hop = 0; hop < count; hop++) await Promise.resolve();
}

/** Lets everything that is under way finish. */
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

class HandReader implements Listener {
  position = 0;
  readonly seen: number[] = [];
  begun: Start | undefined;
  detach: () => void = () => {};
  left = false;

  constructor(readonly topic: string) {}

  accepts() {
    return true;
  }

  deliver(frame: Frame) {
    this.seen.push(frame.seq);
  }

  interrupt() {}
}

const topics = ["a", "b"];
const topic = fc.constantFrom(...topics);
const action = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("commit" as const),
      topic,
      ring: fc.constantFrom("now", "later", "never", "twice"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("ringLate" as const), pick: fc.nat() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant("join" as const), topic, from: fc.option(fc.nat({ max: 40 })) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("leave" as const), pick: fc.nat() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant("doubt" as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("settle" as const) }) },
);

test("whatever the bus loses, repeats or reorders, a reader sees each event of its topic once and in order", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 60 }), async (actions) => {
      const log = new HandLog();
      const bus = new HandBus();
      const hub = new Hub(bus, log, silent);
      await hub.start();
      const late: { topic: string; frame: Frame }[] = [];
      const readers: HandReader[] = [];
      const joins: Promise<unknown>[] = [];
      for (const step of actions) {
        switch (step.do) {
          case "commit": {
            const frame = log.commit(step.topic);
            if (step.ring === "later") late.push({ topic: step.topic, frame });
            if (step.ring === "now" || step.ring === "twice") bus.ring(step.topic, frame);
            if (step.ring === "twice") bus.ring(step.topic, frame);
            break;
          }
          case "ringLate": {
            const [entry] = late.splice(step.pick % Math.max(1, late.length), 1);
            if (entry) bus.ring(entry.topic, entry.frame);
            break;
          }
          case "join": {
            const reader = new HandReader(step.topic);
            readers.push(reader);
            const after = step.from === null ? null : `${epoch}.${Math.min(step.from, log.seq)}`;
            const begin = (start: Start) => {
              reader.begun = start;
            };
            joins.push(
              hub.attach(step.topic, reader, after, begin).then((detach) => {
                reader.detach = detach;
                if (reader.left) detach();
              }),
            );
            break;
          }
          case "leave": {
            const reader = readers[step.pick % Math.max(1, readers.length)];
            if (reader) {
              reader.left = true;
              reader.detach();
            }
            break;
          }
          case "doubt":
            bus.doubt();
            break;
          case "settle":
            await settled();
        }
        await hops(1);
      }
      await Promise.all(joins);
      await settled();
      bus.doubt();
      await settled();
      await settled();
      for (const reader of readers) {
        const from = Number(reader.begun?.cursor.split(".")[1]);
        const all = log.frames
          .filter((entry) => entry.topic === reader.topic && entry.frame.seq > from)
          .map(({ frame }) => frame.seq);
        expect(reader.begun?.resync).toBeUndefined();
        if (reader.left) expect(all.slice(0, reader.seen.length)).toEqual(reader.seen);
        else expect(reader.seen).toEqual(all);
      }
      for (const reader of readers) reader.detach();
      await hub.stop();
    }),
    { numRuns: 400 },
  );
});

test("a herd that resumes from many positions reads the log a few times, not once each", async () => {
  const log = new HandLog();
  const hub = new Hub(new HandBus(), log, silent);
  for (let n = 0; n < 200; n++) log.commit("a");
  await hub.start();
  const readers = Array.from({ length: 2_000 }, () => new HandReader("a"));
  const before = log.reads;
  await Promise.all(
    readers.map((reader, index) => hub.attach("a", reader, `${epoch}.${(index * 37) % 200}`, () => {})),
  );
  expect(log.reads - before).toBeLessThan(25);
  expect(readers.map(({ seen }) => seen.length)).toEqual(readers.map((_, index) => 200 - ((index * 37) % 200)));
});

test("one that is further behind than the ring reaches gets everything all the same", async () => {
  const log = new HandLog();
  const bus = new HandBus();
  const hub = new Hub(bus, log, silent);
  for (let n = 0; n < 2_345; n++) log.commit("a");
  await hub.start();
  const reader = new HandReader("a");
  const joining = hub.attach("a", reader, `${epoch}.0`, () => {});
  for (let n = 0; n < 300; n++) {
    bus.ring("a", log.commit("a"));
    await hops(1);
  }
  await joining;
  await settled();
  bus.doubt();
  await settled();
  expect(reader.seen).toEqual(log.frames.map(({ frame }) => frame.seq));
});

test.each([
  ["of another log", "f.3", "cursor_unknown"],
  ["ahead of the log", "e.999", "cursor_unknown"],
  ["below what is kept", "e.2", "log_trimmed"],
  ["that is none", "3", "cursor_unknown"],
])("a cursor %s is not believed", async (_, cursor, resync) => {
  const log = new HandLog();
  for (let n = 0; n < 10; n++) log.commit("a");
  log.trimmedSeq = 5;
  const hub = new Hub(new HandBus(), log, silent);
  await hub.start();
  const reader = new HandReader("a");
  let begun: Start | undefined;
  await hub.attach("a", reader, cursor, (start) => {
    begun = start;
  });
  expect(begun).toEqual({ cursor: "e.10", resync });
  expect(reader.seen).toEqual([]);
});
