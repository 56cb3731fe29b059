import type { ReactNode } from "react";

/** Stands where a story was, at the height of its card, which stays in place unseen. */
export function Tombstone({ says, children }: { says: ReactNode; children: ReactNode }) {
  return (
    <div className="grid h-full *:[grid-area:1/1]">
      <div inert aria-hidden="true" className="invisible">
        {children}
      </div>
      <div className="self-center border-rule-strong border-s ps-4 text-ink-muted">{says}</div>
    </div>
  );
}

export function GoneNote({ title, why }: { title: string; why: "withdrawn" | "missing" }) {
  return (
    <p>
      <span className="block font-serif italic">{title}</span>
      <span className="text-sm">{why === "withdrawn" ? "Withdrawn by its author" : "No longer in this list"}</span>
    </p>
  );
}
