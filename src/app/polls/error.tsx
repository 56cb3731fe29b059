"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function PollsError(failure: Failure) {
  return <PageFailed {...failure} kept="What was answered is safe" />;
}
