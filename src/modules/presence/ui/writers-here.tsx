"use client";

import { Notice } from "@/components/notice";
import { useRoom } from "./use-room";

/** Who else is at work on the story, and on this very chapter. */
export function WritersHere({
  storyId,
  chapter,
  memberId,
  nameOf,
}: {
  storyId: string;
  chapter: string;
  memberId: string;
  /** A chapter's name, by its id. */
  nameOf: (id: string) => string | undefined;
}) {
  const roster = useRoom(`studio:${storyId}`, chapter);
  const others = roster?.people.filter(({ id }) => id !== memberId) ?? [];
  if (others.length === 0) return null;
  const here = others.filter(({ at }) => at.includes(chapter));
  const elsewhere = others.filter(({ at }) => !at.includes(chapter));
  return (
    <div className="mb-6 flex flex-col gap-2">
      {here.length > 0 && (
        <Notice
          role="status"
          tone="warn"
          title={`${list(here)} ${here.length === 1 ? "is" : "are"} editing this chapter`}
        >
          Read along, or take turns. If you both write, nothing is lost: you choose between the two texts.
        </Notice>
      )}
      {elsewhere.length > 0 && (
        <p className="text-ink-muted text-sm">
          {elsewhere
            .map(({ name, at }) => `${name} is at ${at.flatMap((id) => nameOf(id) ?? []).join(", ") || "the story"}`)
            .join(" · ")}
        </p>
      )}
    </div>
  );
}

const names = new Intl.ListFormat("en");
const list = (people: readonly { name: string }[]) => names.format(people.map(({ name }) => name));
