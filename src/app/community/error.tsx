"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function CommunityError(failure: Failure) {
  return <PageFailed {...failure} title="The stories did not load" kept="They are still there" />;
}
