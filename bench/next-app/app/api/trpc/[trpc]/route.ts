import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { stockRouter } from "../../../../../servers/stock-router";

export const dynamic = "force-dynamic";

export const GET = (req: Request) => fetchRequestHandler({ endpoint: "/api/trpc", req, router: stockRouter });
