import { findArtifact } from "@/modules/job/queries";
import { pageActor } from "@/trpc/server";

interface Context {
  params: Promise<{ id: string; name: string }>;
}

const uncached = { "cache-control": "private, no-store" };

/** A file that a job has made, for its owner, as long as it is kept. What is not theirs is not there. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const actor = await pageActor();
  if (actor.kind === "guest") return new Response("Sign in to fetch this file.", { status: 401, headers: uncached });
  const { id, name } = await params;
  // PostgreSQL refuses a zero character instead of not finding it.
  const artifact = name.includes("\0") || id.includes("\0") ? null : await findArtifact(actor, { jobId: id, name });
  if (!artifact) {
    return new Response("There is no such file, or not any more.", { status: 404, headers: uncached });
  }
  return new Response(new Uint8Array(artifact.bytes), {
    headers: {
      ...uncached,
      "content-type": artifact.type,
      // Never shown in place: a file that a story went into must not run as a page of ours.
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
      "x-content-type-options": "nosniff",
    },
  });
}
