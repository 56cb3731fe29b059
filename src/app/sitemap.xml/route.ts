import { answerXml } from "@/app/feeds/answer";
import { countParts } from "@/modules/sitemap/queries";
import { env } from "@/platform/env";

/** Asked of the database, which a build has not. */
export const dynamic = "force-dynamic";

/** The index of the parts. */
export async function GET(request: Request): Promise<Response> {
  const parts = ["pages.xml", ...Array.from({ length: await countParts() }, (_, index) => `stories-${index + 1}.xml`)];
  const entries = parts.map(
    (part) => `<sitemap><loc>${new URL(`/sitemaps/${part}`, env().appUrl).href}</loc></sitemap>`,
  );
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${entries.join("")}</sitemapindex>`;
  return answerXml(request, "application/xml", xml);
}
