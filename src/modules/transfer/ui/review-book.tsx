"use client";

import { Field } from "@/components/field";
import { TextInput } from "@/components/text-input";
import type { ImportedBook } from "../schema";
import type { ArrangedBook, Change } from "./arrangement";
import { ReviewChapter } from "./review-chapter";

export interface ReviewBookProps {
  book: ArrangedBook;
  index: number;
  read: ImportedBook;
  /** Whether it is the only one. */
  alone: boolean;
  onChange: (changed: Change) => void;
}

export function ReviewBook({ book, index, read, alone, onChange }: ReviewBookProps) {
  const facts = [read.author && `by ${read.author}`, read.language].filter(Boolean).join(" · ");
  return (
    <section aria-label={book.title || "Story"} className="mt-10">
      {!alone && (
        <label className="mb-3 flex items-center gap-2 text-sm">
          <input
            type="checkbox"
            className="size-4"
            checked={book.included}
            onChange={({ target }) => onChange({ type: "include-book", book: index, included: target.checked })}
          />
          Keep this story
        </label>
      )}
      <Field
        label="Title of the story"
        error={book.title.trim() ? undefined : "A story needs a title"}
        hint={facts || undefined}
      >
        {(control) => (
          <TextInput
            {...control}
            value={book.title}
            maxLength={255}
            onChange={({ target }) => onChange({ type: "title", book: index, title: target.value })}
          />
        )}
      </Field>
      <ol className="mt-6 border-rule border-t" aria-label="Chapters">
        {book.chapters.map((chapter, at) => (
          <ReviewChapter
            key={chapter.key}
            chapter={chapter}
            number={at + 1}
            isLast={at === book.chapters.length - 1}
            read={read}
            onRename={(title) => onChange({ type: "rename", book: index, key: chapter.key, title })}
            onInclude={(included) => onChange({ type: "include", book: index, key: chapter.key, included })}
            onMerge={() => onChange({ type: "merge", book: index, key: chapter.key })}
            onSplit={(paragraph) => onChange({ type: "split", book: index, key: chapter.key, at: paragraph })}
          />
        ))}
      </ol>
    </section>
  );
}
