import type { MetadataRoute } from "next";
import { env } from "@/platform/env";

/** Its address is known when the server runs, not when it is built. */
export const dynamic = "force-dynamic";

export default function robots(): MetadataRoute.Robots {
  return {
    rules: {
      userAgent: "*",
      disallow: ["/api/", "/studio", "/settings", "/jobs", "/notifications", "/saved", "/history", "/search"],
    },
    sitemap: new URL("/sitemap.xml", env().appUrl).href,
  };
}
