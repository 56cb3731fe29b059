"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function StoryError(failure: Failure) {
  return (
    <PageFailed
      {...failure}
      title="This story did not load"
      kept="The story is still there"
      elsewhere={{ href: "/community", label: "Other stories" }}
    />
  );
}
