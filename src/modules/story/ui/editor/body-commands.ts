import { EditorSelection, type StateCommand } from "@codemirror/state";

/** Puts a mark around what is selected, or takes it away where it is there. */
const around =
  (mark: string): StateCommand =>
  ({ state, dispatch }) => {
    const changes = state.changeByRange(({ from, to }) => {
      const size = mark.length;
      const before = state.sliceDoc(from - size, from);
      const after = state.sliceDoc(to, to + size);
      // One star of two is bold, not italic.
      const wider = state.sliceDoc(from - size - 1, from) === mark[0] + mark;
      if (before === mark && after === mark && !(size === 1 && wider)) {
        return {
          changes: [
            { from: from - size, to: from },
            { from: to, to: to + size },
          ],
          range: EditorSelection.range(from - size, to - size),
        };
      }
      return {
        changes: [
          { from, insert: mark },
          { from: to, insert: mark },
        ],
        range: EditorSelection.range(from + size, to + size),
      };
    });
    dispatch(state.update(changes, { scrollIntoView: true, userEvent: "input.format" }));
    return true;
  };

/** Sets a mark before each selected line, or takes it away where every one has it. */
const before =
  (mark: string, others: RegExp): StateCommand =>
  ({ state, dispatch }) => {
    const lines = new Map<number, string>();
    for (const { from, to } of state.selection.ranges) {
      for (let at = from; at <= to; ) {
        const line = state.doc.lineAt(at);
        lines.set(line.from, line.text);
        at = line.to + 1;
      }
    }
    const marked = [...lines.values()].every((text) => text.startsWith(mark));
    const changes = [...lines].map(([from, text]) => {
      if (marked) return { from, to: from + mark.length, insert: "" };
      return { from, to: from + (others.exec(text)?.[0].length ?? 0), insert: mark };
    });
    dispatch(state.update({ changes, scrollIntoView: true, userEvent: "input.format" }));
    return true;
  };

export const toggleBold = around("**");
export const toggleItalic = around("*");
export const toggleHeading = before("## ", /^#{1,6} /);
export const toggleQuote = before("> ", /^$/);

export const insertSceneBreak: StateCommand = ({ state, dispatch }) => {
  const line = state.doc.lineAt(state.selection.main.to);
  const text = line.text.trim() === "" ? "\n---\n\n" : "\n\n---\n\n";
  dispatch(
    state.update({
      changes: { from: line.to, insert: text },
      selection: { anchor: line.to + text.length },
      scrollIntoView: true,
      userEvent: "input",
    }),
  );
  return true;
};

/** Makes the selection the words of a link, with the cursor where the address goes. */
export const insertLink: StateCommand = ({ state, dispatch }) => {
  const { from, to } = state.selection.main;
  const words = state.sliceDoc(from, to);
  dispatch(
    state.update({
      changes: { from, to, insert: `[${words}](https://)` },
      selection: words ? { anchor: from + words.length + 3, head: from + words.length + 11 } : { anchor: from + 1 },
      scrollIntoView: true,
      userEvent: "input",
    }),
  );
  return true;
};
