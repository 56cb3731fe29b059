import { answerXml, nothingHere } from "@/app/feeds/answer";
import { type Address, listOtherAddresses, listStoryAddresses } from "@/modules/sitemap/queries";
import { env } from "@/platform/env";

const storiesPart = /^stories-([1-9]\d{0,5})\.xml$/;

/** Slugs and handles hold letters, digits and hyphens only, so nothing is to be escaped. */
const entryOf = ({ path, changedAt }: Address) =>
  `<url><loc>${new URL(path, env().appUrl).href}</loc><lastmod>${changedAt.toISOString()}</lastmod></url>`;

export async function GET(request: Request, { params }: { params: Promise<{ part: string }> }): Promise<Response> {
  const { part } = await params;
  const number = Number(storiesPart.exec(part)?.[1] ?? 0);
  if (!number && part !== "pages.xml") return nothingHere();
  const addresses = number ? await listStoryAddresses(number) : await listOtherAddresses();
  const community = number ? "" : `<url><loc>${new URL("/community", env().appUrl).href}</loc></url>`;
  if (number > 1 && addresses.length === 0) return nothingHere();
  const xml = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">${community}${addresses.map(entryOf).join("")}</urlset>`;
  return answerXml(request, "application/xml", xml);
}
