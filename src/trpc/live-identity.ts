import { type Actor, memberIdOf } from "@/modules/member/actor";

/** The name under which the tabs of one sign-in share their connection. */
export const liveIdentity = (actor: Actor): string => memberIdOf(actor) ?? "guest";
