import { createHash } from "node:crypto";

/** What XML cannot hold, however it is escaped. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const unwritable = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g;

const freshSeconds = 300;

/** An answer that is the same for everybody; who has it already is told so. */
export function answerXml(request: Request, contentType: string, xml: string): Response {
  const body = xml.replace(unwritable, "");
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  const headers = {
    "cache-control": `public, max-age=${freshSeconds}`,
    "content-type": `${contentType}; charset=utf-8`,
    "x-content-type-options": "nosniff",
    etag,
  };
  // A proxy that compresses makes the tag a weak one.
  const known = request.headers.get("if-none-match")?.replaceAll("W/", "").split(/,\s*/) ?? [];
  return known.includes(etag) ? new Response(null, { status: 304, headers }) : new Response(body, { headers });
}

export const nothingHere = (): Response =>
  new Response("There is nothing here.", { status: 404, headers: { "cache-control": "no-store" } });
