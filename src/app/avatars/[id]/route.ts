import { getAvatar } from "@/modules/member/queries";

const yearSeconds = 365 * 24 * 60 * 60;

/** A new picture gets a new address (`?v=`), so what lies at one address never changes. */
export async function GET(request: Request, { params }: { params: Promise<{ id: string }> }): Promise<Response> {
  const { id } = await params;
  // PostgreSQL refuses a zero character instead of not finding it.
  const avatar = /^[\w-]+$/.test(id) ? await getAvatar(id) : null;
  if (!avatar) {
    return new Response("There is no picture here.", { status: 404, headers: { "cache-control": "no-store" } });
  }
  const etag = `"${avatar.updatedAt.getTime().toString(36)}"`;
  const headers = {
    "cache-control": `public, max-age=${yearSeconds}, immutable`,
    "content-type": "image/webp",
    "x-content-type-options": "nosniff",
    etag,
  };
  // A proxy that compresses makes the tag a weak one.
  const known = request.headers.get("if-none-match")?.replaceAll("W/", "").split(/,\s*/) ?? [];
  if (known.includes(etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(avatar.bytes), { headers });
}
