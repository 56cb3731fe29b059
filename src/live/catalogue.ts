import type { z } from "zod";
import type { Viewer } from "./viewer";

interface LiveEvent<Key, Payload> {
  /** Unique, such as "story.published". */
  readonly name: string;
  /** The topic that carries it, also its Redis channel; `key` is what the topic's name is made of. */
  readonly topic: (key: Key) => string;
  /** Plain JSON that everyone on the topic for whom `visibleTo` holds may read. */
  readonly payload: z.ZodType<Payload>;
  /** Decided in memory for every reader of every event. Nobody else receives it, live or replayed. */
  readonly visibleTo: (viewer: Viewer, payload: Payload) => boolean;
}

/** Announced in the transaction of the change it tells of, kept in the log, replayed on resume. */
export interface DurableEvent<Key, Payload> extends LiveEvent<Key, Payload> {
  /** What the event is about, where a later event can retract it. */
  readonly subject?: (payload: Payload) => string;
  /** True where it takes back everything said before about its subject on its topic: that is never replayed again. */
  readonly retracts?: boolean;
}

/** Told to whoever listens just now, and not kept: progress ticks, presence, typing. */
export interface EphemeralEvent<Key, Payload> extends LiveEvent<Key, Payload> {
  /** Of several events with the same `newest` in quick succession a reader gets the first and the last. */
  readonly newest: (payload: Payload) => string;
  /** A reader gets at most one with the same `newest` in this time, in milliseconds; a tenth of a second if not given. */
  readonly intervalMs?: number;
}

/** An event as the hub sees it, whatever its payload and key. */
export interface AnyLiveEvent {
  readonly name: string;
  readonly topic: (key: never) => string;
  readonly payload: z.ZodType;
  readonly visibleTo: (viewer: Viewer, payload: never) => boolean;
  readonly subject?: (payload: never) => string;
  readonly retracts?: boolean;
  readonly newest?: (payload: never) => string;
  readonly intervalMs?: number;
}
export type AnyDurableEvent = AnyLiveEvent & { readonly newest?: never };
export type AnyEphemeralEvent = AnyLiveEvent & { readonly newest: (payload: never) => string };

export type PayloadOf<Event extends AnyLiveEvent> = z.output<Event["payload"]>;
export type KeyOf<Event extends AnyLiveEvent> = Parameters<Event["topic"]>[0];

const declared = new Map<string, AnyLiveEvent>();

/**
 * Declares a durable event. This declaration, one `announce` where the change happens and one `live.stream` in a
 * subscription are all that a new live event takes: docs/adding-a-live-event.md.
 */
export function durable<Key, Payload extends Key>(event: DurableEvent<Key, Payload>): DurableEvent<Key, Payload> {
  declared.set(event.name, event);
  return event;
}

/**
 * Declares an ephemeral event; sent with `live.pulse`, followed like any other.
 * @public
 */
export function ephemeral<Key, Payload extends Key>(event: EphemeralEvent<Key, Payload>): EphemeralEvent<Key, Payload> {
  declared.set(event.name, event);
  return event;
}

/** The event called `name`, or undefined for one that this version of the code does not know. */
export const eventNamed = (name: string): AnyLiveEvent | undefined => declared.get(name);

const kinds = new Map<string, string>();
const placeholders = new Proxy({}, { get: (_, name) => `{${String(name)}}` }) as never;

/** Which kind of topic carries the event called `name`, such as `story:{storyId}:comments`: what its topics have in common. */
export function topicKindOf(name: string): string {
  const kind = kinds.get(name) ?? eventNamed(name)?.topic(placeholders) ?? "unknown";
  kinds.set(name, kind);
  return kind;
}
