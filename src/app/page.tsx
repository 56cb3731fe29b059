import type { Metadata } from "next";
import { CommunityPage } from "./community/community-page";

export const metadata: Metadata = {
  title: { absolute: "Inkwire: stories, live" },
  description: "A community for stories that is alive while you look at it.",
  alternates: { canonical: "/community" },
};

export default CommunityPage;
