"use client";

import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { writingSurface } from "@/modules/story/ui/editor/body-theme";

/** Two texts in one, to be read: what only `after` has in green, what only `before` has in red. */
export function TextDiff({ before, after }: { before: string; after: string }) {
  const parent = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!parent.current) return;
    const view = new EditorView({
      parent: parent.current,
      doc: after,
      extensions: [
        EditorState.readOnly.of(true),
        EditorView.editable.of(false),
        EditorView.contentAttributes.of({ "aria-label": "The text then, and what differs today", tabindex: "0" }),
        writingSurface,
        unifiedMergeView({
          original: before,
          gutter: false,
          mergeControls: false,
          collapseUnchanged: { margin: 2, minSize: 6 },
        }),
      ],
    });
    return () => view.destroy();
  }, [before, after]);
  return <div ref={parent} className="py-6 [&_.cm-content]:min-h-40! [&_.cm-content]:pb-4!" />;
}
