import type { LiveStream } from "@/live/stream";
import type { Actor } from "@/modules/member/actor";

/** Where the Node adapter finds the stream that a subscription returned, to attach the socket to it. */
export interface HandOff {
  stream: LiveStream<unknown> | null;
}

export interface Context {
  actor: Actor;
  /** The browser tab that asks, from the header `x-inkwire-tab`; null for services. */
  tab: string | null;
  /** Random key of this browser, to count a guest's reading once; null without the cookie. */
  visitor: string | null;
  requestId: string;
  handOff?: HandOff;
}
