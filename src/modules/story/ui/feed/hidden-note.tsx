import type { Unwanted } from "@/modules/unwanted/schema";

/** As it is said in the place of the card, and to who listens. */
export const hiddenText = (what: Unwanted, title: string) => `Hidden: ${what.kind === "tag" ? `#${what.tag}` : title}`;

/** In the place of a story that its reader has hidden: what, and the way back. Found by `data-undo` for the focus. */
export function HiddenNote({ what, title, onUndo }: { what: Unwanted; title: string; onUndo: () => void }) {
  const text = hiddenText(what, title);
  return (
    <p className="flex flex-wrap items-center gap-x-3">
      <span className="min-w-0 font-serif italic">{text}</span>
      <button
        type="button"
        data-undo=""
        aria-label={`Undo. ${text}`}
        onClick={onUndo}
        className="link min-h-8 rounded-sm font-semibold text-sm pointer-coarse:min-h-11"
      >
        Undo
      </button>
    </p>
  );
}
