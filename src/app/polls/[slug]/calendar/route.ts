import { calendarOf } from "@/modules/poll/calendar";
import { env } from "@/platform/env";
import { AppError } from "@/platform/errors";
import { caller } from "@/trpc/server";

interface Context {
  params: Promise<{ slug: string }>;
}

const uncached = { "cache-control": "private, no-store" };

/** The evening that a poll has settled on, as a file for calendars. */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const slug = decodeURIComponent((await params).slug);
  const poll = await (await caller()).poll.bySlug({ slug }).catch((error: unknown) => {
    if (error instanceof Error && error.cause instanceof AppError && error.cause.code === "not_found") return null;
    throw error;
  });
  const file = poll && calendarOf(poll, new URL(`/polls/${encodeURIComponent(slug)}`, env().appUrl).href);
  if (!file) return new Response("There is no date here, or not yet.", { status: 404, headers: uncached });
  return new Response(file, {
    headers: {
      ...uncached,
      "content-type": "text/calendar; charset=utf-8",
      "content-disposition": `attachment; filename="inkwire-reading.ics"`,
    },
  });
}
