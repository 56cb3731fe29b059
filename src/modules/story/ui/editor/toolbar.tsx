"use client";

import type { StateCommand } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { Bold, Heading2, Italic, Link2, type LucideIcon, Minus, Quote } from "lucide-react";
import { modKey } from "@/app/shell/mod-key";
import { IconButton } from "@/components/icon-button";
import { insertLink, insertSceneBreak, toggleBold, toggleHeading, toggleItalic, toggleQuote } from "./body-commands";

const tools: readonly { label: string; key?: string; Icon: LucideIcon; command: StateCommand }[] = [
  { label: "Bold", key: "B", Icon: Bold, command: toggleBold },
  { label: "Italic", key: "I", Icon: Italic, command: toggleItalic },
  { label: "Heading", Icon: Heading2, command: toggleHeading },
  { label: "Quote", Icon: Quote, command: toggleQuote },
  { label: "Scene break", Icon: Minus, command: insertSceneBreak },
  { label: "Link", key: "K", Icon: Link2, command: insertLink },
];

export function Toolbar({ view, disabled }: { view: EditorView | null; disabled: boolean }) {
  return (
    <div role="toolbar" aria-label="Formatting" className="flex flex-wrap">
      {tools.map(({ label, key, Icon, command }) => (
        <IconButton
          key={label}
          size="sm"
          label={key ? `${label} (${modKey()}${key})` : label}
          disabled={disabled || !view}
          // The selection stays in the text, where the command needs it.
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => {
            if (!view) return;
            command(view);
            view.focus();
          }}
        >
          <Icon aria-hidden="true" />
        </IconButton>
      ))}
    </div>
  );
}
