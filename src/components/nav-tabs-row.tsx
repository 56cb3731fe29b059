"use client";

import { type ReactNode, useEffect, useRef } from "react";

/** As wide as `.scroll-fade` fades, in pixels. */
const fade = 48;

/** Scrolls sideways where the tabs do not fit, fading where there are more, and begins with the current one in sight. */
export function NavTabsRow({ children }: { children: ReactNode }) {
  const row = useRef<HTMLUListElement>(null);
  const shown = useRef<Element>(null);
  // At each render, since the current tab may be another; what the reader has scrolled to stays if it is not.
  useEffect(() => {
    const list = row.current;
    const current = list?.querySelector("[aria-current]") ?? null;
    if (!list || !current || current === shown.current) return;
    shown.current = current;
    const [outer, inner] = [list.getBoundingClientRect(), current.getBoundingClientRect()];
    if (inner.right > outer.right - fade || inner.left < outer.left + fade) {
      list.scrollLeft += inner.left - outer.left - (outer.width - inner.width) / 2;
    }
  });
  return (
    <ul ref={row} className="scroll-fade -mx-1 -mb-px flex gap-4 overflow-x-auto [scrollbar-width:none]">
      {children}
    </ul>
  );
}
