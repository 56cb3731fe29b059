import type { ReactNode } from "react";

/** A page that is one narrow form. */
export function FormPage({ title, lead, children }: { title: string; lead: ReactNode; children: ReactNode }) {
  return (
    <div className="mx-auto max-w-md px-4 pt-12 sm:pt-20">
      <h1 className="text-balance font-semibold font-serif text-display">{title}</h1>
      <p className="mt-3 text-ink-muted">{lead}</p>
      <hr className="wire my-8" />
      {children}
    </div>
  );
}
