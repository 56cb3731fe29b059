"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function JobsError(failure: Failure) {
  return (
    <PageFailed
      {...failure}
      kept="The work itself goes on"
      elsewhere={{ href: "/studio", label: "Go to the studio" }}
    />
  );
}
