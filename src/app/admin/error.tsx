"use client";

import { type Failure, PageFailed } from "@/app/shell/page-failed";

export default function AdminError(failure: Failure) {
  return <PageFailed {...failure} kept="Nothing was changed" />;
}
