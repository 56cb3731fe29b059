import type { ReactNode } from "react";

/** Stands where a story was, at the height of its card, which stays in place unseen. */
export function WithdrawnStory({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="grid h-full *:[grid-area:1/1]">
      <div inert aria-hidden="true" className="invisible">
        {children}
      </div>
      <p className="self-center border-rule-strong border-s ps-4 text-ink-muted">
        <span className="block font-serif text-ink-muted italic">{title}</span>
        <span className="text-sm">Withdrawn by its author</span>
      </p>
    </div>
  );
}
