"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function NotificationsError(failure: Failure) {
  return <PageFailed {...failure} title="Your notifications did not load" kept="They are still there" />;
}
