import type { ReactNode } from "react";
import { ReadingTabs } from "./reading-tabs";

export default function ReadingLayout({ children }: { children: ReactNode }) {
  return (
    <div className="mx-auto max-w-page px-4 pt-10 pb-16 sm:px-6">
      <ReadingTabs />
      {children}
    </div>
  );
}
