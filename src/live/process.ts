import { slot } from "@/platform/singleton";
import type { Access } from "./access";
import type { Bus } from "./bus";
import type { Hub } from "./hub";
import type { Relay } from "./relay";

/** The live engine of this process, set once by `startLive`. */
export const busSlot = slot<Bus>("live.bus");
export const hubSlot = slot<Hub>("live.hub");
export const relaySlot = slot<Pick<Relay, "wake">>("live.relay");
export const accessSlot = slot<Access>("live.access");
