import { stopDigests } from "@/modules/notification/commands";
import { AppError } from "@/platform/errors";

/** What a mail program's own "unsubscribe" posts to (RFC 8058): without a page, a sign-in or a question. */
export async function POST(_: Request, { params }: { params: Promise<{ key: string }> }): Promise<Response> {
  try {
    await stopDigests(await params);
    return new Response("Stopped.");
  } catch (error) {
    if (error instanceof AppError) return new Response(error.message, { status: 404 });
    throw error;
  }
}

/** A person who follows the address in the header is asked by the page. */
export async function GET(request: Request): Promise<Response> {
  return new Response(null, {
    status: 302,
    headers: { location: new URL(request.url).pathname.replace(/\/now$/, "") },
  });
}
