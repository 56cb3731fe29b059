"use client";

import { clsx } from "clsx";
import Link, { useLinkStatus } from "next/link";
import { RelativeTime } from "@/components/relative-time";
import { SelectBox } from "@/modules/batch/ui/select-box";
import type { Selection } from "@/modules/batch/ui/use-selection";
import { genreNames, type StudioItem } from "../../schema";
import { ScheduledFor } from "../scheduled-for";
import { StoryMenu } from "./story-menu";

const reach = { public: "", followers: " · followers", unlisted: " · unlisted" };

const stateOf = (story: StudioItem) => {
  if (story.removedAt) return "In the trash";
  if (story.hiddenAt) return "Hidden by moderators";
  if (story.status === "published") return `Published${reach[story.visibility]}`;
  return story.status === "scheduled" ? "Scheduled" : "Draft";
};

interface StoryRowProps {
  story: StudioItem;
  /** Or written with its author. */
  own: boolean;
  unsaved: boolean;
  selection: Selection;
}

/** A story of mine. The whole row opens it; the menu lies above that. */
export function StoryRow({ story, own, unsaved, selection }: StoryRowProps) {
  const published = story.status === "published" && !story.removedAt;
  return (
    <li
      data-testid="story-item"
      data-story={story.id}
      className="group relative flex items-center gap-2 border-rule border-b py-4 has-checked:bg-paper-sunk"
    >
      {own ? (
        <div className="relative z-10 -ms-2">
          <SelectBox id={story.id} title={story.title} selection={selection} />
        </div>
      ) : (
        <div className="w-6 shrink-0 pointer-coarse:w-9" />
      )}
      <div className="min-w-0 flex-1">
        <h2 className="font-semibold font-serif text-[1.1875rem] leading-snug">
          <Link
            href={`/studio/${story.id}`}
            className="break-words rounded-sm decoration-1 decoration-accent underline-offset-4 after:absolute after:inset-0 group-hover:underline"
          >
            {story.title}
            <Opening />
          </Link>
        </h2>
        <p className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-muted text-sm tabular-nums">
          <span
            className={clsx(
              "rounded-sm border px-1.5",
              published ? "border-live text-live" : "border-rule-strong text-ink-muted",
            )}
          >
            {stateOf(story)}
          </span>
          <ScheduledFor story={story} />
          {!own && <span>Shared by {story.author.name}</span>}
          <span>{genreNames[story.genre]}</span>
          <span>{story.words === 1 ? "1 word" : `${story.words.toLocaleString("en")} words`}</span>
          <span>
            Edited <RelativeTime dateTime={story.editedAt} />
          </span>
          {unsaved && <span className="text-warn">Unsaved on this device</span>}
        </p>
      </div>
      {own && (
        <div className="relative">
          <StoryMenu story={story} />
        </div>
      )}
    </li>
  );
}

/** A wire at the foot of the row while the editor is on its way. */
function Opening() {
  const { pending } = useLinkStatus();
  return (
    <span
      aria-hidden="true"
      className={clsx(
        "pointer-events-none absolute inset-x-0 -bottom-px h-px bg-accent transition-opacity",
        pending ? "opacity-100 delay-150 motion-safe:animate-pulse" : "opacity-0",
      )}
    />
  );
}
