import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

export type EmptyStateProps = Omit<ComponentProps<"section">, "title" | "children"> & {
  title: ReactNode;
  text?: ReactNode;
  actions?: ReactNode;
};

/** Nothing here yet: why, and what to do about it. */
export function EmptyState({ title, text, actions, className, ...props }: EmptyStateProps) {
  return (
    <section {...props} className={clsx("flex flex-col items-center gap-3 px-4 py-16 text-center", className)}>
      <span aria-hidden="true" className="wire mb-3 block w-24 after:inset-s-1/2 after:-translate-x-1/2" />
      <h2 className="text-balance font-serif text-title">{title}</h2>
      {text && <p className="max-w-prose text-balance text-ink-muted">{text}</p>}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </section>
  );
}
