"use client";

import type { PersonView } from "../schema";

/** Who else is at work on the story, and where in it. */
export function WritersHere({
  others,
  chapter,
  nameOf,
}: {
  others: readonly PersonView[];
  chapter: string;
  /** A chapter's name, by its id. */
  nameOf: (id: string) => string | undefined;
}) {
  if (others.length === 0) return null;
  return (
    <p className="mb-6 text-ink-muted text-sm">
      {others
        .map(({ name, at }) =>
          at.includes(chapter)
            ? `${name} is here`
            : `${name} is at ${at.flatMap((id) => nameOf(id) ?? []).join(", ") || "the story"}`,
        )
        .join(" · ")}
    </p>
  );
}
