import type { ReactNode } from "react";

interface ScrollBoxProps {
  /** Names it for those who come to it by keyboard. */
  label: string;
  className: string;
  children: ReactNode;
}

/** What is larger than its place, such as a wide table: it scrolls by itself, by keyboard as well. */
export function ScrollBox({ label, className, children }: ScrollBoxProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable
    <section aria-label={label} tabIndex={0} className={className}>
      {children}
    </section>
  );
}
