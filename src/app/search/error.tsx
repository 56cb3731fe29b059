"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function SearchError(failure: Failure) {
  return <PageFailed {...failure} title="The search did not work" />;
}
