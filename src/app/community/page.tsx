import type { Metadata } from "next";
import { CommunityPage } from "./community-page";

export const metadata: Metadata = {
  title: "Community",
  description: "New stories as they are published, from everyone who writes on Inkwire.",
  alternates: {
    canonical: "/community",
    types: { "application/rss+xml": "/community/rss.xml", "application/atom+xml": "/community/atom.xml" },
  },
};

export default CommunityPage;
