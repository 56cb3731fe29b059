import type { ReactNode } from "react";

/** Where bars float at the foot of the window: they cover a little and move nothing. */
export function FloatingBars({ children }: { children: ReactNode }) {
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-0 z-30 focus-mode:hidden flex flex-col items-center gap-2 p-3 sm:p-5 print:hidden"
    >
      {children}
    </div>
  );
}

/** Some words about what happened meanwhile, and what may be done about it. */
export function FloatingBar({ children }: { children: ReactNode }) {
  return (
    <div className="pointer-events-auto flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md border border-rule-strong bg-paper-raised py-2.5 ps-4 pe-3 text-[0.9375rem] shadow-float motion-safe:animate-arrive">
      {children}
    </div>
  );
}
