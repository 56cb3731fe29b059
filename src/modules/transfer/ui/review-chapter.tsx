"use client";

import { clsx } from "clsx";
import { ChevronDown, Scissors } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/button";
import { TextInput } from "@/components/text-input";
import type { ImportedBook } from "../schema";
import { type ArrangedChapter, paragraphsOf } from "./arrangement";

export interface ReviewChapterProps {
  chapter: ArrangedChapter;
  number: number;
  isLast: boolean;
  read: ImportedBook;
  onRename: (title: string) => void;
  onInclude: (included: boolean) => void;
  onMerge: () => void;
  /** Before which of its paragraphs it is cut. */
  onSplit: (paragraph: number) => void;
}

/** Paragraphs shown at once: a chapter may be a whole book. */
const mostShown = 200;

export function ReviewChapter({ chapter, number, isLast, read, ...on }: ReviewChapterProps) {
  const [open, setOpen] = useState(false);
  const name = chapter.title || `Chapter ${number}`;
  const paragraphs = paragraphsOf(read, chapter.pieces);
  const [first] = paragraphs;
  return (
    <li className={clsx("border-rule border-b py-4", !chapter.included && "text-ink-muted")}>
      <div className="flex items-start gap-3">
        <input
          type="checkbox"
          aria-label={`Keep ${name}`}
          className="mt-3 size-4 shrink-0"
          checked={chapter.included}
          onChange={({ target }) => on.onInclude(target.checked)}
        />
        <div className="min-w-0 flex-1">
          <TextInput
            aria-label={`Title of chapter ${number}`}
            placeholder={`Chapter ${number}`}
            value={chapter.title}
            maxLength={255}
            disabled={!chapter.included}
            onChange={({ target }) => on.onRename(target.value)}
          />
          {!open && <p className="mt-2 line-clamp-2 text-ink-muted text-sm">{first?.text}</p>}
          <div className="mt-2 flex flex-wrap gap-2">
            <Button size="sm" variant="quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
              <ChevronDown aria-hidden="true" className={clsx("transition-transform", open && "rotate-180")} />
              {open ? "Hide the text" : "Read and cut"}
            </Button>
            {!isLast && (
              <Button size="sm" variant="quiet" onClick={on.onMerge} aria-label={`Join ${name} with the next`}>
                Join with the next
              </Button>
            )}
          </div>
          {open && (
            <div className="mt-3 max-h-96 overflow-y-auto border-rule border-s ps-4 font-serif text-sm">
              {paragraphs.slice(0, mostShown).map(({ text, heading, chapter: of, from }, index) => (
                <div key={`${of}.${from}`}>
                  {index > 0 && (
                    <button
                      type="button"
                      className="my-1 flex items-center gap-1.5 rounded px-1 text-ink-muted text-xs hover:text-ink"
                      aria-label={`Begin a new chapter before “${(heading ?? text).slice(0, 40)}”`}
                      onClick={() => on.onSplit(index)}
                    >
                      <Scissors aria-hidden="true" className="size-3" /> new chapter here
                    </button>
                  )}
                  {heading && <p className="mt-2 mb-1 font-semibold">{heading}</p>}
                  <p className="whitespace-pre-line">{text}</p>
                </div>
              ))}
              {paragraphs.length > mostShown && (
                <p className="mt-3 text-ink-muted">…and {paragraphs.length - mostShown} paragraphs more.</p>
              )}
            </div>
          )}
        </div>
      </div>
    </li>
  );
}
