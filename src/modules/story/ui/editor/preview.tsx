"use client";

import { useDeferredValue } from "react";
import { Markdown } from "../markdown";

/** The text as readers will see it. */
export function Preview({ title, body }: { title: string; body: string }) {
  const shown = useDeferredValue(body);
  return (
    <article aria-label="Preview" className="pb-24">
      <h2 className="mb-8 text-balance font-semibold font-serif text-display">{title || "Untitled"}</h2>
      <div className="prose-story">
        <Markdown text={shown} />
      </div>
    </article>
  );
}
