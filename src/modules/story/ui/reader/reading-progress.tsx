"use client";

import { useEffect, useRef } from "react";

/** How much of the text before it has gone by: a line at the top edge, which follows the scrolling and nothing else. */
export function ReadingProgress({ of: textId }: { of: string }) {
  const line = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const text = document.getElementById(textId);
    if (!text) return;
    let frame = 0;
    const draw = () => {
      frame = 0;
      const { top, height } = text.getBoundingClientRect();
      const readable = height - window.innerHeight;
      const read = readable > 0 ? Math.min(1, Math.max(0, -top / readable)) : 0;
      if (line.current) line.current.style.transform = `scaleX(${read})`;
    };
    const schedule = () => {
      frame ||= requestAnimationFrame(draw);
    };
    draw();
    window.addEventListener("scroll", schedule, { passive: true });
    window.addEventListener("resize", schedule);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener("scroll", schedule);
      window.removeEventListener("resize", schedule);
    };
  }, [textId]);

  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed inset-x-0 top-0 focus-mode:hidden z-40 motion-reduce:hidden print:hidden"
    >
      <div ref={line} className="h-0.5 origin-left scale-x-0 bg-accent rtl:origin-right" />
    </div>
  );
}
