import { clsx } from "clsx";
import { Children, type ReactNode } from "react";
import type { StoryCard } from "../schema";

/** Not `toLocaleString`: server and browser may disagree on the separator. */
const grouped = (count: number) => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",");

/** How long a story is, in words and in a reader's time. */
export const lengthOf = ({ words, readingMinutes }: { words: number; readingMinutes: number }) =>
  [`${grouped(words)} ${words === 1 ? "word" : "words"}`, `${readingMinutes} min read`] as const;

/** In how many pieces it is, and whether more is to come; of one that is complete in one piece there is nothing to say. */
export const chaptersOf = ({ chapters, progress }: Pick<StoryCard, "chapters" | "progress">) => [
  chapters > 1 && `${chapters} chapters`,
  progress === "ongoing" ? "in progress" : chapters > 1 && "complete",
];

/**
 * Short facts with dots between them. A dot at the start of a line hangs out of the box and is cut off. A fact marked
 * `data-roomy` is left out on a phone.
 */
export function Facts({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <p className={clsx("overflow-hidden text-ink-muted text-sm", className)}>
      <span className="-ms-4 flex flex-wrap">
        {Children.toArray(children).map((fact, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: facts keep their places
            key={index}
            className="relative ps-4 before:absolute before:inset-s-1.5 before:content-['·'/''] max-sm:has-[[data-roomy]]:hidden"
          >
            {fact}
          </span>
        ))}
      </span>
    </p>
  );
}
