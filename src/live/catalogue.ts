import type { z } from "zod";
import type { Viewer } from "./viewer";

/** A durable event: announced in the transaction of the change it tells of, kept in the log, replayed on resume. */
export interface DurableEvent<Key, Payload> {
  /** Unique, such as "story.published". */
  readonly name: string;
  /** The topic that carries it, also its Redis channel; `key` is what the topic's name is made of. */
  readonly topic: (key: Key) => string;
  /** Plain JSON that everyone on the topic for whom `visibleTo` holds may read. */
  readonly payload: z.ZodType<Payload>;
  /** Decided in memory for every reader of every event. Nobody else receives it, live or replayed. */
  readonly visibleTo: (viewer: Viewer, payload: Payload) => boolean;
  /** What the event is about, where a later event can retract it. */
  readonly subject?: (payload: Payload) => string;
  /** True where it takes back everything said before about its subject on its topic: that is never replayed again. */
  readonly retracts?: boolean;
}

/** A durable event as the hub sees it, whatever its payload and key. */
export interface AnyDurableEvent {
  readonly name: string;
  readonly topic: (key: never) => string;
  readonly payload: z.ZodType;
  readonly visibleTo: (viewer: Viewer, payload: never) => boolean;
  readonly subject?: (payload: never) => string;
  readonly retracts?: boolean;
}

export type PayloadOf<Event extends AnyDurableEvent> = z.output<Event["payload"]>;
export type KeyOf<Event extends AnyDurableEvent> = Parameters<Event["topic"]>[0];

const declared = new Map<string, AnyDurableEvent>();

/**
 * Declares a durable event. This declaration, one `announce` where the change happens and one `live.stream` in a
 * subscription are all that a new live event takes: docs/adding-a-live-event.md.
 */
export function durable<Key, Payload extends Key>(event: DurableEvent<Key, Payload>): DurableEvent<Key, Payload> {
  declared.set(event.name, event);
  return event;
}

/** The event called `name`, or undefined for one that this version of the code does not know. */
export const eventNamed = (name: string): AnyDurableEvent | undefined => declared.get(name);
