import { metrics } from "@/platform/metrics";
import { traced } from "@/platform/tracing";
import { eventNamed, topicKindOf } from "./catalogue";
import { Frame } from "./frame";
import type { Pulse } from "./log";

/** A reader gets at most one ephemeral event of a kind in this time, in milliseconds, if it does not say otherwise. */
const pulseIntervalMs = 100;

/** Recent events kept in memory per topic, so that most resumes need no query. */
const ringSize = 256;

const isRetracting = ({ name }: Frame) => eventNamed(name)?.retracts === true;

/** Someone who follows a topic in this process. Called in order of seq, never concurrently, never twice for one event. */
export interface Listener {
  /** Seq of the last event offered to it. Kept by the topic; nothing at or below it is offered again. */
  position: number;
  /** Whether this listener may and wants to see `frame`; in memory and cheap. */
  accepts(frame: Frame): boolean;
  deliver(frame: Frame): void;
  /** The stream cannot go on here; the reader is to connect again with its cursor. */
  interrupt(): void;
}

/**
 * What this process knows of one topic: everything of it in (`floor`, `verified`] is in the ring, but for what has been
 * retracted. A listener that holds a cursor in that range is brought up to date from memory and joins in the same turn
 * of the event loop, which is why nothing can fall between replay and live.
 */
export class Topic {
  readonly #ring: Frame[] = [];
  readonly listeners = new Set<Listener>();
  /** Kinds of ephemeral events told within the interval, each with the newest that waits. */
  readonly #pulses = new Map<string, Pulse | null>();
  #floor: number;
  #verified: number;

  /** @param verified a seq up to which nothing is missing: that of the head when the bus had confirmed the subscription. */
  constructor(
    readonly name: string,
    verified: number,
    private readonly onListenerError: (error: unknown) => void,
  ) {
    this.#floor = verified;
    this.#verified = verified;
  }

  get floor(): number {
    return this.#floor;
  }

  /** Everything of this topic up to here has been delivered to the listeners. */
  get verified(): number {
    return this.#verified;
  }

  /** Says that the log holds nothing of this topic between `verified` and `seq`. */
  verify(seq: number): void {
    this.#verified = Math.max(this.#verified, seq);
  }

  /**
   * Takes the next event and returns true; returns false for one that does not follow what we have, so that the caller
   * reads the missing ones from the log. One that we have already counts as taken.
   */
  take(frame: Frame): boolean {
    if (frame.seq <= this.#verified) return true;
    if (frame.prevSeq > this.#verified) return false;
    this.append(frame);
    return true;
  }

  /** Appends an event of which the caller knows that it is the next. */
  append(frame: Frame): void {
    if (frame.subject !== null && isRetracting(frame)) this.#forget(frame.subject);
    this.#ring.push(frame);
    this.#verified = frame.seq;
    if (this.#ring.length > ringSize) this.#floor = this.#ring.shift()?.seq ?? this.#floor;
    traced(
      () => frame.trace && { name: `deliver ${frame.name}`, parent: frame.trace, attributes: this.#counted(frame) },
      () => {
        for (const listener of this.listeners) this.offer(listener, frame);
      },
    );
    const { delivered, delivery } = metrics();
    const topic = topicKindOf(frame.name);
    delivered.inc({ topic }, this.listeners.size);
    if (this.listeners.size > 0) delivery.observe({ topic }, Math.max(0, Date.now() - frame.at) / 1_000);
  }

  /** Extends the ring downwards with all events in (`from`, `floor`]; returns false when they do not fit. */
  prepend(from: number, frames: Frame[]): boolean {
    if (from >= this.#floor) return true;
    if (frames.length + this.#ring.length > ringSize) return false;
    // One that was retracted while the log was read is not to come back.
    const retracted = new Set(this.#ring.filter(isRetracting).map(({ subject }) => subject));
    const isOurs = ({ seq, subject }: Frame) => seq <= this.#floor && (subject === null || !retracted.has(subject));
    this.#ring.unshift(...frames.filter(isOurs));
    this.#floor = from;
    return true;
  }

  /** Delivers what lies after the listener's position, which is not below the floor, and adds the listener. */
  join(listener: Listener): void {
    for (const frame of this.#ring) this.offer(listener, frame);
    this.listeners.add(listener);
  }

  /** Hands `frame` to one listener, unless it has had it; one that throws harms no other. */
  offer(listener: Listener, frame: Frame): void {
    if (frame.seq <= listener.position) return;
    listener.position = frame.seq;
    this.#hand(listener, frame);
  }

  #hand(listener: Listener, frame: Frame): void {
    try {
      if (listener.accepts(frame)) listener.deliver(frame);
    } catch (error) {
      this.onListenerError(error);
    }
  }

  /** Hands an ephemeral event to the listeners: at once, or as the newest of its kind when the interval is over. */
  pulse(pulse: Pulse, epoch: string): void {
    const kind = `${pulse.name}\0${pulse.newest}`;
    if (this.#pulses.has(kind)) {
      this.#pulses.set(kind, pulse);
      return;
    }
    this.#pulses.set(kind, null);
    this.#flash(pulse, epoch);
    setTimeout(() => {
      const newest = this.#pulses.get(kind);
      this.#pulses.delete(kind);
      if (newest) this.pulse(newest, epoch);
    }, pulse.intervalMs ?? pulseIntervalMs).unref();
  }

  /** Its id is the position that readers have reached, since it has none of its own. */
  #flash({ name, data, at }: Pulse, epoch: string): void {
    const frame = new Frame(epoch, this.#verified, 0, name, null, data, at, true);
    for (const listener of this.listeners) this.#hand(listener, frame);
  }

  #counted({ seq }: Frame) {
    return { topic: this.name, seq, readers: this.listeners.size };
  }

  #forget(subject: string): void {
    for (let index = this.#ring.length - 1; index >= 0; index--) {
      if (this.#ring[index]?.subject === subject) this.#ring.splice(index, 1);
    }
  }
}
