"use client";

import { type Failure, PageFailed } from "./shell/page-failed";

export default function PageError(failure: Failure) {
  return (
    <PageFailed
      {...failure}
      title="Something broke on this page"
      kept="Nothing that you wrote is lost"
      elsewhere={{ href: "/community", label: "Go to Community" }}
    />
  );
}
