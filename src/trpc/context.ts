import type { Actor } from "@/modules/member/actor";

export interface Context {
  actor: Actor;
  /** The browser tab that asks, from the header `x-inkwire-tab`; null for services. */
  tab: string | null;
  /** Random key of this browser, to count a guest's reading once; null without the cookie. */
  visitor: string | null;
  requestId: string;
}
