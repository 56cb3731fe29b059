import { slot } from "@/platform/singleton";
import type { Bus } from "./bus";
import type { Hub } from "./hub";
import type { Relay } from "./relay";

/** The live engine of this process, set once by `startLive`. */
export const busSlot = slot<Bus>("live.bus");
export const hubSlot = slot<Hub>("live.hub");
export const relaySlot = slot<Pick<Relay, "wake">>("live.relay");
