"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function WelcomeError(failure: Failure) {
  return (
    <PageFailed
      {...failure}
      kept="What was found for you is kept"
      elsewhere={{ href: "/community", label: "Go to the stories" }}
    />
  );
}
