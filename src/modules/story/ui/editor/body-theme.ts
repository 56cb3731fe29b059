import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** The page one writes on: the reader's type and measure, in the colours of the theme. */
const surface = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "transparent" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": {
    fontFamily: "var(--font-serif)",
    fontSize: "clamp(1.125rem, 1.04rem + 0.35vw, 1.25rem)",
    lineHeight: "1.65",
    overflowX: "visible",
  },
  ".cm-content": { padding: "0 0 40vh", caretColor: "var(--accent)", minHeight: "60vh" },
  ".cm-line": { padding: "0" },
  ".cm-cursor, .cm-dropCursor": { borderLeftColor: "var(--accent)", borderLeftWidth: "2px" },
  "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
    backgroundColor: "var(--selection)",
  },
  ".cm-placeholder": { color: "var(--ink-muted)", fontStyle: "italic" },
  ".cm-changedLine": { backgroundColor: "color-mix(in srgb, var(--live) 9%, transparent)" },
  ".cm-changedText, &.cm-merge-b .cm-changedText": {
    background: "none",
    backgroundColor: "color-mix(in srgb, var(--live) 20%, transparent)",
  },
  ".cm-deletedChunk": {
    backgroundColor: "color-mix(in srgb, var(--danger) 7%, transparent)",
    padding: "0.25rem 0.5rem",
    borderInlineStart: "2px solid var(--danger)",
  },
  ".cm-deletedChunk .cm-deletedText, &.cm-merge-b .cm-deletedText": {
    background: "none",
    backgroundColor: "color-mix(in srgb, var(--danger) 16%, transparent)",
  },
  ".cm-deletedChunk .cm-chunkButtons": { position: "static", display: "flex", gap: "0.5rem", marginBottom: "0.25rem" },
  ".cm-deletedChunk .cm-chunkButtons button": {
    margin: "0",
    padding: "0.125rem 0.5rem",
    border: "1px solid var(--rule-strong)",
    borderRadius: "2px",
    backgroundColor: "var(--paper-raised)",
    color: "var(--ink)",
    fontFamily: "var(--font-sans)",
    fontSize: "0.875rem",
    cursor: "pointer",
  },
  ".cm-deletedLine, .cm-insertedLine": { textDecoration: "none" },
  ".cm-collapsedLines": {
    background: "var(--paper-sunk)",
    color: "var(--ink-muted)",
    fontFamily: "var(--font-sans)",
    fontSize: "0.875rem",
  },
});

const marks = HighlightStyle.define([
  { tag: tags.heading1, fontSize: "1.6em", fontWeight: "600", lineHeight: "1.25" },
  { tag: tags.heading2, fontSize: "1.35em", fontWeight: "600", lineHeight: "1.25" },
  { tag: tags.heading3, fontSize: "1.15em", fontWeight: "600" },
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.strong, fontWeight: "700" },
  { tag: tags.strikethrough, textDecoration: "line-through" },
  { tag: tags.quote, fontStyle: "italic" },
  { tag: tags.link, textDecoration: "underline", textDecorationColor: "var(--accent)", textUnderlineOffset: "0.2em" },
  { tag: tags.monospace, fontFamily: "var(--font-mono)", fontSize: "0.86em" },
  // The signs of Markdown step back behind the words.
  { tag: [tags.processingInstruction, tags.url, tags.contentSeparator, tags.labelName], color: "var(--ink-muted)" },
]);

export const writingSurface = [surface, syntaxHighlighting(marks), EditorView.lineWrapping];
