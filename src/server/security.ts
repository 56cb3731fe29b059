import { randomBytes } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { env } from "@/platform/env";

/** Where Next and the layout find the nonce of their scripts; what a client sends under this name is dropped. */
export const nonceHeader = "x-nonce";

const always = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "strict-origin-when-cross-origin",
  "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
};

/**
 * What a page may load: our own files, and scripts that carry this answer's nonce. Styles may stand in the page, since
 * dialogs, toasts and the editor measure and place themselves by them; a style runs nothing.
 */
const policyWith = (nonce: string) =>
  [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");

/** Adds what keeps a page safe from foreign scripts and frames. The development server needs `eval` and goes without. */
export function protectPage(request: IncomingMessage, response: ServerResponse): void {
  delete request.headers[nonceHeader];
  delete request.headers["content-security-policy"];
  for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
  if (!env().production) return;
  const nonce = randomBytes(16).toString("base64");
  const policy = policyWith(nonce);
  // Next takes the nonce for its own scripts from the policy of the request.
  request.headers["content-security-policy"] = policy;
  request.headers[nonceHeader] = nonce;
  response.setHeader("content-security-policy", policy);
}

/**
 * Whether a browser sends this from another site's page. Its cookies stay behind anyway (SameSite=Lax); this holds where
 * they do not, such as from a neighbouring subdomain.
 */
export function isForeign({ method, headers }: IncomingMessage): boolean {
  if (method === "GET" || method === "HEAD" || !headers.cookie) return false;
  const site = headers["sec-fetch-site"];
  return site === "cross-site" || site === "same-site";
}
