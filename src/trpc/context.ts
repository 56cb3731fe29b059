import type { Actor } from "@/modules/member/actor";
import type { Budget } from "@/platform/rate-limit";

export interface Context {
  actor: Actor;
  /** The browser tab that asks, from the header `x-inkwire-tab`; null for services. */
  tab: string | null;
  /** For whom the page that asks was rendered (`liveIdentity`), from the header `x-inkwire-viewer`; null for services. */
  as?: string | null;
  /** Random key of this browser, to count a guest's reading once; null without the cookie. */
  visitor: string | null;
  /** Where the request comes from, as far as the proxies in front can be believed; null for pages on the server. */
  address?: string | null;
  /** What the browser or service calls itself, at most 200 characters of it; null where it does not say. */
  userAgent?: string | null;
  requestId: string;
  /** The trace that the request is part of, as a service says by the header `traceparent`. */
  trace?: string | null;
  /** What the API key that it came with may still do in this minute; undefined for people. */
  budget?: Budget;
  /** Set where the request shows an API key that is not valid: nothing is done for it. */
  wrongKey?: boolean;
}
