"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function JobsError(failure: Failure) {
  return (
    <PageFailed
      {...failure}
      kept="The jobs themselves go on"
      elsewhere={{ href: "/studio", label: "Go to the studio" }}
    />
  );
}
