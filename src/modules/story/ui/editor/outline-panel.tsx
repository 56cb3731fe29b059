"use client";

import { clsx } from "clsx";
import { GripVertical, MoreHorizontal, Plus } from "lucide-react";
import { type DragEvent, useState } from "react";
import { Button } from "@/components/button";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";
import { VisuallyHidden } from "@/components/visually-hidden";
import type { Outline, OutlineItem } from "@/modules/chapter/schema";
import { chapterName, fullChapterName } from "@/modules/chapter/ui/names";
import type { PersonView } from "@/modules/presence/schema";
import type { OutlineActions } from "./use-outline";

export interface OutlinePanelProps {
  outline: Outline;
  actions: OutlineActions;
  current: string;
  /** The title of the current chapter as it is being typed. */
  currentTitle: string;
  published: boolean;
  /** Who else is at work on the story. */
  others: readonly PersonView[];
  onOpen: (id: string) => void;
}

/** The chapters: opened, added, put in order by dragging or with Alt and the arrow keys, kept back, removed, brought back. */
export function OutlinePanel({
  outline,
  actions,
  current,
  currentTitle,
  published,
  others,
  onOpen,
}: OutlinePanelProps) {
  const [said, setSaid] = useState("");
  const [dragged, setDragged] = useState<string | null>(null);
  const [target, setTarget] = useState<string | null | undefined>(undefined);
  const [adding, setAdding] = useState(false);
  const { chapters, trash } = outline;
  const several = chapters.length > 1;

  const moveBy = (at: number, step: 1 | -1) => {
    const chapter = chapters[at];
    if (!chapter || !chapters[at + step]) return;
    const before = step === -1 ? chapters[at - 1] : chapters[at + 2];
    setSaid(`${chapterName(named(chapter))} is now chapter ${at + 1 + step} of ${chapters.length}`);
    void actions.move(chapter.id, before?.id ?? null);
  };
  const named = (chapter: OutlineItem) => ({
    number: chapter.number ?? 0,
    title: chapter.id === current ? currentTitle : chapter.title,
  });
  const over = (id: string | null) => (event: DragEvent) => {
    if (!dragged) return;
    event.preventDefault();
    setTarget(id);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    if (dragged && target !== undefined && target !== dragged) void actions.move(dragged, target);
    setDragged(null);
    setTarget(undefined);
  };
  const add = async () => {
    setAdding(true);
    await actions.add();
    setAdding(false);
  };

  return (
    <section aria-labelledby="outline-heading">
      <h2 id="outline-heading" className="label-caps mb-3 text-ink-muted">
        Chapters
      </h2>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      <ol className="border-rule border-b" onDrop={drop} onDragLeave={() => setTarget(undefined)}>
        {chapters.map((chapter, at) => (
          <li
            key={chapter.id}
            data-testid="outline-item"
            draggable={several}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              setDragged(chapter.id);
            }}
            onDragEnd={() => setDragged(null)}
            onDragOver={over(chapter.id)}
            className={clsx(
              "group relative flex items-center gap-1 border-rule border-t",
              dragged === chapter.id && "opacity-50",
              dragged && target === chapter.id && "border-t-accent! shadow-[0_-1px_0_var(--accent)]",
            )}
          >
            {several && (
              <GripVertical aria-hidden="true" className="size-4 shrink-0 cursor-grab text-ink-muted max-lg:hidden" />
            )}
            <button
              type="button"
              aria-current={chapter.id === current ? "true" : undefined}
              aria-keyshortcuts={several ? "Alt+ArrowUp Alt+ArrowDown" : undefined}
              onClick={() => onOpen(chapter.id)}
              onKeyDown={(event) => {
                if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
                event.preventDefault();
                moveBy(at, event.key === "ArrowUp" ? -1 : 1);
              }}
              className="flex min-h-11 min-w-0 flex-1 flex-col justify-center rounded-sm px-1 py-1.5 text-start -outline-offset-2 aria-[current]:text-accent"
            >
              <span className="w-full truncate font-medium text-[0.9375rem]">{fullChapterName(named(chapter))}</span>
              <span className="flex flex-wrap gap-x-2 text-ink-muted text-sm tabular-nums">
                {chapter.words === 1 ? "1 word" : `${chapter.words.toLocaleString("en")} words`}
                {chapter.draft && <span className="text-warn">{published ? "draft" : "kept back"}</span>}
                {others.map(
                  ({ id, name, at }) =>
                    at.includes(chapter.id) && (
                      <span key={id} className="min-w-0 truncate text-live">
                        {name} is here
                      </span>
                    ),
                )}
              </span>
            </button>
            <ChapterMenu
              chapter={chapter}
              name={chapterName(named(chapter))}
              published={published}
              actions={actions}
              onUp={at > 0 ? () => moveBy(at, -1) : null}
              onDown={at < chapters.length - 1 ? () => moveBy(at, 1) : null}
              only={!several}
            />
          </li>
        ))}
        <li
          aria-hidden="true"
          onDragOver={over(null)}
          className={clsx("h-2", dragged && target === null && "border-accent border-t")}
        />
      </ol>
      <Button size="sm" variant="quiet" className="-ms-3 mt-2" loading={adding} onClick={() => void add()}>
        <Plus aria-hidden="true" />
        Add a chapter
      </Button>
      {trash.length > 0 && (
        <details className="mt-2 text-sm">
          <summary className="w-fit rounded-sm py-1 text-ink-muted">In the trash ({trash.length})</summary>
          <ul className="mt-1 flex flex-col gap-1">
            {trash.map((chapter) => (
              <li key={chapter.id} className="flex items-center justify-between gap-2">
                <span className="min-w-0 truncate">{chapter.title || "A chapter without a title"}</span>
                <Button size="sm" variant="quiet" onClick={() => void actions.restore(chapter.id)}>
                  Restore
                </Button>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

interface ChapterMenuProps {
  chapter: OutlineItem;
  name: string;
  published: boolean;
  actions: OutlineActions;
  onUp: (() => void) | null;
  onDown: (() => void) | null;
  only: boolean;
}

function ChapterMenu({ chapter, name, published, actions, onUp, onDown, only }: ChapterMenuProps) {
  const { id, draft } = chapter;
  return (
    <Menu
      trigger={
        <IconButton size="sm" label={`More for ${name}`}>
          <MoreHorizontal aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => void actions.setDraft(id, !draft)}>
        {published
          ? draft
            ? "Put up for readers"
            : "Make it a draft"
          : draft
            ? "Let it go up with the story"
            : "Keep back when publishing"}
      </MenuItem>
      {onUp && <MenuItem onSelect={onUp}>Move up</MenuItem>}
      {onDown && <MenuItem onSelect={onDown}>Move down</MenuItem>}
      {!only && (
        <>
          <MenuSeparator />
          <MenuItem danger onSelect={() => void actions.remove(id)}>
            Move to trash
          </MenuItem>
        </>
      )}
    </Menu>
  );
}
