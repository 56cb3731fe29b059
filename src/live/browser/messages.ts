import type { TRPCErrorShape } from "@trpc/server/rpc";
import type { LiveState } from "./status";

/** A subscription that a tab has. Equal ones of several tabs have the same key, and are one upstream. */
export interface Want {
  key: string;
  path: string;
  input: unknown;
  /** What the tab has seen of it. */
  cursor: string | null;
  /** The tab has not heard yet that it is open. */
  fresh: boolean;
}

/** What the tabs of a browser are told by the one that holds the connection. */
export type Downstream = StateMessage | OpMessage | AttemptMessage;

export interface StateMessage {
  type: "state";
  state: LiveState;
  reason: string;
}

/** A request is sent while no connection is open: it counts for whoever holds the connection next. */
export interface AttemptMessage {
  type: "attempt";
}

export type OpMessage = { key: string } & (
  | { type: "started"; cursor: string | null; resync?: string }
  /** `passing` and `cursor` as in `WireMessage`. */
  | { type: "event"; cursor: string | null; data: unknown; passing: boolean }
  /** It will go on by itself. */
  | { type: "interrupted"; reason: string }
  /** The server refused it for good. */
  | { type: "refused"; error: TRPCErrorShape }
  /** Nothing follows. */
  | { type: "ended" }
);
