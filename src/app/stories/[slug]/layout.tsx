import type { ReactNode } from "react";
import { FocusMode } from "@/modules/reading/ui/focus-mode";

/** Around the pages of one story. */
export default function StoryLayout({ children }: { children: ReactNode }) {
  return <FocusMode>{children}</FocusMode>;
}
