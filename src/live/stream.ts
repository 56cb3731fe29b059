import { TRPCError, type TrackedEnvelope, tracked } from "@trpc/server";
import type { Access } from "./access";
import type { AnyLiveEvent } from "./catalogue";
import type { Resync } from "./cursor";
import { Frame } from "./frame";
import type { Hub, Start } from "./hub";
import type { Viewer } from "./viewer";

/** A reader to whom a stream is open, for what concerns that reader alone. */
export interface OpenReader<Own> {
  /** Hands over something that is not an event of the topic. */
  tell(data: Own): void;
  /** Ends the stream for good: everything has been said. */
  end(): void;
}

export interface StreamOptions<Payload, Opening = never, Own = never> {
  viewer: Viewer;
  /** The cursor to resume from: the subscription's `lastEventId` input (see `resumable`). */
  after: string | null | undefined;
  /**
   * What of it this reader wants; what it may see is decided by the events themselves.
   * @param at when it was announced, in milliseconds since 1970 by the clock of the database.
   */
  only?: (payload: Payload, at: number) => boolean;
  /** What every reader gets first, whatever its cursor: the state that the events then change. */
  opening?: () => Promise<Opening>;
  /** Whether nothing can follow an event or the opening: the stream then ends for good. */
  isLast?: (payload: Payload | Opening) => boolean;
  /**
   * Runs once the stream is open; what it returns runs once when it closes, whatever closes it. So something can last as
   * long as somebody listens: to be in a room.
   */
  whileOpen?: (reader: OpenReader<Own>) => () => void;
}

/** The same whatever the payloads. */
interface AnyStreamOptions extends Pick<StreamOptions<never>, "viewer" | "after"> {
  only?: (payload: never, at: number) => boolean;
  opening?: () => Promise<unknown>;
  isLast?: (payload: never) => boolean;
  whileOpen?: (reader: OpenReader<never>) => () => void;
}

/** What a stream tells its reader, whatever carries it: a socket or an iterator. */
export interface Reader {
  begin(start: Start): void;
  deliver(frame: Frame): void;
  /** The stream cannot go on; the reader should resume by its cursor. */
  interrupt(): void;
  /** Everything has been said. */
  end(): void;
}

/**
 * What a subscription's resolver returns: the events of one topic for one reader. Anyone can iterate it, as tRPC's own
 * adapters and callers do; our adapter attaches the socket instead, which costs a small part of that.
 */
export class LiveStream<Payload> implements AsyncIterable<TrackedEnvelope<Payload | Resync>> {
  constructor(
    private readonly hub: Hub,
    private readonly access: Access,
    private readonly topic: string,
    private readonly events: readonly AnyLiveEvent[],
    private readonly options: AnyStreamOptions,
  ) {}

  /**
   * Brings the events to `reader` until the function that it resolves with is called. A viewer whose rights end meanwhile is
   * interrupted; one whose rights change sees by the new ones.
   */
  async attach(reader: Reader): Promise<() => void> {
    const { viewer, only, after, opening, isLast, whileOpen } = this.options;
    const { events } = this;
    // The position is taken before the state is read, so that what changes in between comes as an event.
    const from = opening ? (after ?? (await this.hub.cursor())) : after;
    const state = await opening?.();
    const deliver = (frame: Frame) => {
      reader.deliver(frame);
      if (isLast?.(frame.data as never)) reader.end();
    };
    let begun = "";
    const unwatch = this.access.watch(viewer, () => reader.interrupt());
    const attached = this.hub.attach(
      this.topic,
      {
        position: 0,
        accepts({ name, data, at }) {
          const event = events.find((one) => one.name === name);
          return event?.visibleTo(viewer, data as never) === true && (only?.(data as never, at) ?? true);
        },
        deliver,
        interrupt: () => reader.interrupt(),
      },
      from,
      (start) => {
        begun = start.cursor;
        reader.begin(start);
        if (state !== undefined) deliver(Frame.of(state, start.cursor));
      },
    );
    try {
      const detach = await attached;
      const close = whileOpen?.({
        tell: (data) => reader.deliver(Frame.of(data, begun)),
        end: () => reader.end(),
      });
      let closed = false;
      return () => {
        if (!closed) close?.();
        closed = true;
        unwatch();
        detach();
      };
    } catch (error) {
      unwatch();
      throw error;
    }
  }

  /** @throws TRPCError SERVICE_UNAVAILABLE when interrupted, for which tRPC's clients resume; a return would end them. */
  async *[Symbol.asyncIterator](): AsyncGenerator<TrackedEnvelope<Payload | Resync>, void, undefined> {
    const waiting: TrackedEnvelope<Payload | Resync>[] = [];
    let interrupted = false;
    let ended = false;
    let wake = () => {};
    const push = (cursor: string, data: Payload | Resync) => {
      waiting.push(tracked(cursor, data));
      if (waiting.length > longestQueue) interrupted = true;
      wake();
    };
    const detach = await this.attach({
      begin({ cursor, resync }) {
        if (resync) push(cursor, { resync });
      },
      deliver: (frame) => push(frame.id, frame.data as Payload),
      interrupt() {
        interrupted = true;
        wake();
      },
      end() {
        ended = true;
        wake();
      },
    });
    try {
      while (!interrupted) {
        const next = waiting.shift();
        if (next) yield next;
        else if (ended) return;
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
      const message = "The stream was interrupted; resume it by its cursor.";
      throw new TRPCError({ code: "SERVICE_UNAVAILABLE", message });
    } finally {
      detach();
    }
  }
}

/** An iterating reader that is this many events behind is cut off; it resumes by its cursor. */
const longestQueue = 1_000;
