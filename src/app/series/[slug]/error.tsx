"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function SeriesError(failure: Failure) {
  return <PageFailed {...failure} />;
}
