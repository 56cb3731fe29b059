import { findPicture } from "@/modules/transfer/queries";
import { pageActor } from "@/trpc/server";

const weekSeconds = 7 * 24 * 60 * 60;

/** What lies at one address never changes, but who may see it can: browsers keep it, proxies do not. */
export async function GET(_: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  const picture = /^[\da-f-]{36}$/.test(id) ? await findPicture(await pageActor(), id) : null;
  if (!picture) {
    return new Response("There is no picture here.", { status: 404, headers: { "cache-control": "no-store" } });
  }
  return new Response(new Uint8Array(picture.bytes), {
    headers: {
      "cache-control": `private, max-age=${weekSeconds}, immutable`,
      "content-type": picture.type,
      "x-content-type-options": "nosniff",
      // A drawing is a document that could hold scripts.
      "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    },
  });
}
