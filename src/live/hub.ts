import type { Logger } from "pino";
import { metrics } from "@/platform/metrics";
import { traced } from "@/platform/tracing";
import type { Bus } from "./bus";
import { formatCursor, parseCursor, type ResyncReason } from "./cursor";
import type { Frame } from "./frame";
import { type EventLog, type LogHead, readBusMessage } from "./log";
import { type Listener, Topic } from "./topic";

/** Where a stream begins, decided before the first event reaches it. */
export interface Start {
  /** The position from which everything follows. */
  cursor: string;
  /** Set when the cursor asked for could not be proved, and so was not used. */
  resync?: ResyncReason;
}

/** A topic with at least one user in this process. */
interface OpenTopic {
  topic: Promise<Topic>;
  /** The same, as soon as it is there. */
  opened?: Topic;
  users: number;
  unsubscribe(): void;
  /** The last of the reads of the log for this topic, which run one after another. */
  reading: Promise<void>;
  /** Pages of the log that are being read, by the seq that they begin after. */
  pages: Map<number, Promise<Page>>;
  /** The highest seq of which it has shown that the ring does not reach down to it. */
  tooFar: number;
}

interface Page {
  frames: Frame[];
  /** Where the ring began before it was read: all up to there is in it, if it is the last. */
  floor: number;
}

/** How often the log is compared with what arrived: while the bus works, and while it does not. */
const healthyBeatMs = 5_000;
const degradedBeatMs = 1_000;
const readSize = 500;

/**
 * Brings events from the bus and the log to the listeners of this process. The bus is the doorbell, the log the truth: a
 * message that does not follow the one before it, a bus that came back, and every beat make the hub read the log, so a
 * message lost anywhere is late by a beat at most and never missing.
 */
export class Hub {
  readonly #topics = new Map<string, OpenTopic>();
  #head: LogHead = { epoch: "", seq: 0, trimmedSeq: 0 };
  #headReading: Promise<unknown> = Promise.resolve();
  #headWaiting: Promise<LogHead> | undefined;
  #beatTimer: NodeJS.Timeout | undefined;
  #beating: Promise<void> | undefined;
  #closed = false;

  constructor(
    private readonly bus: Bus,
    private readonly eventLog: EventLog,
    private readonly log: Logger,
  ) {}

  /** Reads the head of the log, without which no cursor can be judged, and begins to compare. */
  async start(): Promise<void> {
    await this.#readHead();
    this.bus.onChange((up) => {
      this.log.info(
        { bus: up ? "up" : "down" },
        up ? "live: the bus is back" : "live: the bus is gone, streams go on from the log",
      );
      void this.#beat();
      // Subscriptions are being renewed just now; the next beat covers what they still missed.
      this.#scheduleBeat(degradedBeatMs);
    });
    this.#scheduleBeat();
  }

  async stop(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#beatTimer);
    await this.#beating;
  }

  /** The position of everything committed so far: take it before reading what a page shows, and subscribe from it. */
  async cursor(): Promise<string> {
    return formatCursor(await this.#readHead());
  }

  /**
   * Adds `listener` to a topic after bringing it up to date from the cursor `after`; without one it begins now.
   * @param begin called once, before the first event, with where the stream begins.
   * @returns a function that removes the listener; it may be called any number of times.
   */
  async attach(
    name: string,
    listener: Listener,
    after: string | null | undefined,
    begin: (start: Start) => void,
  ): Promise<() => void> {
    const open = this.#open(name);
    let detached = false;
    const detach = () => {
      if (detached) return;
      detached = true;
      void open.topic.then((topic) => topic.listeners.delete(listener)).catch(() => {});
      this.#release(name, open);
    };
    try {
      const topic = await open.topic;
      const { seq, resync } = await this.#judge(topic, after);
      listener.position = seq;
      if (resync) metrics().resyncs.inc({ reason: resync });
      begin({ cursor: formatCursor({ epoch: this.#head.epoch, seq }), ...(resync && { resync }) });
      await this.#makeReplayable(topic, open, listener);
      topic.join(listener);
      return detach;
    } catch (error) {
      detach();
      throw error;
    }
  }

  /** The seq to go on from, and why it is not the one asked for. */
  async #judge(topic: Topic, after: string | null | undefined): Promise<{ seq: number; resync?: ResyncReason }> {
    if (!after) return { seq: topic.verified };
    const cursor = parseCursor(after);
    const isKnown = () => cursor?.epoch === this.#head.epoch && cursor.seq <= this.#head.seq;
    // Another process may have been told of an event before this one.
    if (cursor && !isKnown()) await this.#readHead();
    if (!cursor || !isKnown()) return { seq: topic.verified, resync: "cursor_unknown" };
    if (cursor.seq < this.#head.trimmedSeq) return { seq: topic.verified, resync: "log_trimmed" };
    return { seq: cursor.seq };
  }

  #open(name: string): OpenTopic {
    const existing = this.#topics.get(name);
    if (existing) {
      existing.users++;
      return existing;
    }
    const open = {
      users: 1,
      unsubscribe() {},
      reading: Promise.resolve(),
      pages: new Map(),
      tooFar: -1,
    } as Omit<OpenTopic, "topic"> as OpenTopic;
    open.topic = this.#create(name, open);
    this.#topics.set(name, open);
    return open;
  }

  async #create(name: string, open: OpenTopic): Promise<Topic> {
    open.unsubscribe = await this.bus.subscribe(name, (message) => this.#receive(open, message));
    // Read after the bus confirmed: what is committed later rings, what was committed earlier is below this head.
    const head = await this.#readHead();
    open.opened = new Topic(name, head.seq, (error) =>
      this.log.error({ err: error, topic: name }, "live: a listener failed"),
    );
    return open.opened;
  }

  #release(name: string, open: OpenTopic): void {
    open.users--;
    if (open.users > 0) return;
    if (this.#topics.get(name) === open) this.#topics.delete(name);
    void open.topic.catch(() => {}).then(() => open.unsubscribe());
  }

  #receive(open: OpenTopic, message: string): void {
    const said = readBusMessage(message);
    if (!said) return;
    void open.topic
      .then((topic) => {
        if ("pulse" in said) return topic.pulse(said.pulse, this.#head.epoch);
        const { frame } = said;
        // Another installation on the same Redis, or a log that was replaced: the beat finds out which.
        if (frame.epoch !== this.#head.epoch) return this.#beat();
        const took = traced(
          () => frame.trace && { name: `hub ${frame.name}`, kind: "consumer", parent: frame.trace },
          () => topic.take(frame),
        );
        if (!took) return this.#catchUp(topic, open, frame.seq);
      })
      .catch(() => {}); // an unopened topic has nobody to tell
  }

  /** Runs reads of the log for one topic one after another. */
  #exclusively(open: OpenTopic, work: () => Promise<void>): Promise<void> {
    const run = open.reading.then(work);
    open.reading = run.catch(() => {});
    return run;
  }

  /** Delivers from the log what the topic lacks up to `seq`. */
  #catchUp(topic: Topic, open: OpenTopic, seq: number): Promise<void> {
    return this.#exclusively(open, async () => {
      if (topic.verified >= seq) return;
      const head = await this.#readHead();
      for (let full = true; full; ) {
        const frames = await this.eventLog.readAfter(topic.name, topic.verified, head.epoch, readSize);
        for (const frame of frames) if (frame.seq > topic.verified) topic.append(frame);
        full = frames.length === readSize;
      }
      topic.verify(head.seq);
    }).catch((error) =>
      this.log.warn({ err: error, topic: topic.name }, "live: the log could not be read, the next beat tries again"),
    );
  }

  /**
   * Brings `listener` to where the ring begins, if it is further behind. The first of a herd extends the ring from the
   * log for all; those that are further behind than the ring can reach are served from the log.
   */
  async #makeReplayable(topic: Topic, open: OpenTopic, listener: Listener): Promise<void> {
    if (listener.position >= topic.floor) return;
    await this.#exclusively(open, async () => {
      if (listener.position >= topic.floor || listener.position <= open.tooFar) return;
      const { frames, floor } = await this.#readPage(topic, open, listener.position);
      const isWhole = frames.length < readSize && topic.floor === floor;
      if (!isWhole || !topic.prepend(listener.position, frames)) open.tooFar = listener.position;
    });
    while (listener.position < topic.floor) {
      const { frames, floor } = await this.#readPage(topic, open, listener.position);
      for (const frame of frames) topic.offer(listener, frame);
      if (frames.length < readSize) listener.position = Math.max(listener.position, floor);
    }
  }

  /** What the log holds after `seq`. Those of a herd come back with the same cursor, and share what is being read. */
  #readPage(topic: Topic, open: OpenTopic, seq: number): Promise<Page> {
    const begun = open.pages.get(seq);
    if (begun) return begun;
    // Before the read: the ring may move on while it lasts, and what it lets go of then is not among the frames.
    const { floor } = topic;
    const page = this.eventLog
      .readAfter(topic.name, seq, this.#head.epoch, readSize)
      .then((frames) => ({ frames, floor }))
      .finally(() => open.pages.delete(seq));
    open.pages.set(seq, page);
    return page;
  }

  /** The head as it is after this call began. However many ask at once, one read is under way and one waits. */
  #readHead(): Promise<LogHead> {
    this.#headWaiting ??= this.#headReading.then(async () => {
      this.#headWaiting = undefined;
      const reading = this.eventLog.readHead();
      this.#headReading = reading.catch(() => {});
      const head = await reading;
      // A log never goes back: one that is shorter than it was is another one, whatever it calls itself.
      const isAnother = head.epoch !== this.#head.epoch || head.seq < this.#head.seq;
      if (this.#head.epoch && isAnother) this.#replaceLog();
      this.#head = head;
      return head;
    });
    return this.#headWaiting;
  }

  /** The database was replaced beneath us: all positions are void, and every reader is to ask anew. */
  #replaceLog(): void {
    this.log.warn("live: the log is another one than before, all streams begin anew");
    for (const [name, open] of this.#topics) {
      this.#topics.delete(name);
      void open.topic.then((topic) => {
        for (const listener of topic.listeners) listener.interrupt();
      });
    }
  }

  #scheduleBeat(delay = this.bus.up ? healthyBeatMs : degradedBeatMs): void {
    clearTimeout(this.#beatTimer);
    if (this.#closed) return;
    this.#beatTimer = setTimeout(() => {
      void this.#beat();
      this.#scheduleBeat();
    }, delay);
    this.#beatTimer.unref();
  }

  #beat(): Promise<void> {
    this.#beating ??= this.#compare()
      .catch((error) => this.log.warn({ err: error }, "live: the log could not be compared, the next beat tries again"))
      .finally(() => {
        this.#beating = undefined;
      });
    return this.#beating;
  }

  /** Compares the log with what arrived, for all topics in two queries, and reads what is missing. */
  async #compare(): Promise<void> {
    // One that is being opened will read the head itself; waiting for it would keep all others from what they lack.
    const opened = [...this.#topics.values()].flatMap((open) => (open.opened ? [{ open, topic: open.opened }] : []));
    if (opened.length === 0) return;
    const head = await this.#readHead();
    const from = opened.reduce((lowest, { topic }) => Math.min(lowest, topic.verified), head.seq);
    if (from === head.seq) return;
    const newest = await this.eventLog.readTopicsBetween(from, head.seq);
    for (const { open, topic } of opened) {
      const seq = newest.get(topic.name) ?? 0;
      if (seq > topic.verified) void this.#catchUp(topic, open, seq);
      else topic.verify(head.seq);
    }
  }
}
