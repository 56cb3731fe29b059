import { randomUUID } from "node:crypto";
import { findByKey } from "@/modules/api-key/queries";
import { keyLimit } from "@/modules/api-key/schema";
import { noteBudget } from "@/modules/api-key/store";
import { guest } from "@/modules/member/actor";
import { addressHeader } from "@/modules/member/auth";
import { actorOf } from "@/modules/member/queries";
import { spend } from "@/platform/rate-limit";
import type { Context } from "./context";

/** Random, set by the browser's first page, and worth nothing to anyone else. */
export const visitorCookie = "inkwire_visitor";

const tabPattern = /^[A-Za-z0-9-]{8,64}$/;

/** The context of a request, the same for HTTP calls and for pages rendered on the server. */
export async function createContext(headers: Headers): Promise<Context> {
  const tab = headers.get("x-inkwire-tab");
  const key = headers.get("x-api-key");
  const service = key ? await findByKey(key.slice(0, 200)) : null;
  const budget = service && (await spend(keyLimit, service.sessionId));
  if (service && budget) noteBudget({ id: service.sessionId, memberId: service.id }, budget);
  return {
    actor: key ? (service ?? guest) : await actorOf(headers),
    ...(budget && { budget }),
    ...(key && !service && { wrongKey: true }),
    tab: tab && tabPattern.test(tab) ? tab : null,
    as: headers.get("x-inkwire-viewer"),
    visitor: readCookie(headers, visitorCookie),
    address: headers.get(addressHeader),
    userAgent: headers.get("user-agent")?.slice(0, 200) ?? null,
    trace: headers.get("traceparent"),
    requestId: headers.get("x-request-id")?.slice(0, 64) || randomUUID(),
  };
}

function readCookie(headers: Headers, name: string): string | null {
  const match = new RegExp(`(?:^|; )${name}=([A-Za-z0-9-]{8,64})(?:;|$)`).exec(headers.get("cookie") ?? "");
  return match?.[1] ?? null;
}
