import { randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/platform/env";
import { visitorCookie } from "@/trpc/create-context";

const year = 365 * 24 * 60 * 60;

/** Gives a browser that opens its first page a random key, by which a guest's reading is counted once. */
export function greetVisitor(request: IncomingMessage, response: ServerResponse): void {
  const wantsPage = request.method === "GET" && request.headers.accept?.includes("text/html");
  if (!wantsPage || request.headers.cookie?.includes(`${visitorCookie}=`)) return;
  const secure = env().appUrl.startsWith("https:") ? "; Secure" : "";
  response.appendHeader(
    "set-cookie",
    `${visitorCookie}=${randomUUID()}; Path=/; Max-Age=${year}; HttpOnly; SameSite=Lax${secure}`,
  );
}
