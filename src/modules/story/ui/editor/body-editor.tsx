"use client";

import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { markdown, markdownLanguage } from "@codemirror/lang-markdown";
import { Annotation, Compartment, EditorState, type Extension, Prec, Transaction } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { insertLink, toggleBold, toggleItalic } from "./body-commands";
import { writingSurface } from "./body-theme";

/** Marks a change that did not come from this editor, and must not be reported back. */
const fromOutside = Annotation.define<true>();

export interface BodyEditorProps {
  text: string;
  onChange: (text: string) => void;
  label: string;
  /** To be read along: keys move, and change nothing. */
  readOnly?: boolean;
  /** Gives the view to whoever drives it, and `null` when it goes. */
  onView?: (view: EditorView | null) => void;
  /** Read once, when the editor is made. */
  extensions?: Extension;
}

/** Markdown as it is written, styled in place. The text is kept to the letter. */
export function BodyEditor({ text, onChange, label, readOnly = false, onView, extensions }: BodyEditorProps) {
  const parent = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef({ text, onChange, onView, extensions });
  useEffect(() => {
    latest.current = { ...latest.current, onChange, onView, extensions };
  });

  useEffect(() => {
    if (!parent.current) return;
    const made = new EditorView({
      parent: parent.current,
      state: EditorState.create({ doc: latest.current.text, extensions: setUp(label, latest.current.extensions) }),
      dispatchTransactions(transactions, target) {
        target.update(transactions);
        if (!transactions.some((one) => one.docChanged && !one.annotation(fromOutside))) return;
        const written = target.state.doc.toString();
        latest.current.text = written;
        latest.current.onChange(written);
      },
    });
    view.current = made;
    latest.current.onView?.(made);
    return () => {
      latest.current.onView?.(null);
      view.current = null;
      made.destroy();
    };
  }, [label]);

  useEffect(() => {
    if (!view.current || text === latest.current.text) return;
    latest.current.text = text;
    replaceText(view.current, text);
  }, [text]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: with another label the editor is another one
  useEffect(() => {
    view.current?.dispatch({ effects: turn.reconfigure(reading(readOnly)) });
  }, [readOnly, label]);

  return <div ref={parent} />;
}

/** Changes only what differs, so that the cursor stays where it is. */
function replaceText(view: EditorView, text: string): void {
  const old = view.state.doc.toString();
  let start = 0;
  while (start < old.length && start < text.length && old[start] === text[start]) start++;
  let end = 0;
  while (end < old.length - start && end < text.length - start && old.at(-1 - end) === text.at(-1 - end)) end++;
  view.dispatch({
    changes: { from: start, to: old.length - end, insert: text.slice(start, text.length - end) },
    annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)],
  });
}

const turn = new Compartment();
const reading = (readOnly: boolean): Extension =>
  readOnly
    ? [
        EditorState.readOnly.of(true),
        // Also for commands that do not ask.
        EditorState.changeFilter.of((transaction) => transaction.annotation(fromOutside) === true),
        EditorView.contentAttributes.of({ "aria-readonly": "true" }),
      ]
    : [];

const setUp = (label: string, extensions: Extension = []): Extension => [
  history(),
  // Tab is not among them: it moves on to the next control, as everywhere.
  Prec.high(
    keymap.of([
      { key: "Mod-b", run: toggleBold, preventDefault: true },
      { key: "Mod-i", run: toggleItalic, preventDefault: true },
      { key: "Mod-k", run: insertLink, preventDefault: true },
    ]),
  ),
  keymap.of([...historyKeymap, ...defaultKeymap]),
  markdown({ base: markdownLanguage, completeHTMLTags: false }),
  placeholder("Begin anywhere."),
  EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "true", autocapitalize: "sentences" }),
  writingSurface,
  turn.of(reading(false)),
  extensions,
];
