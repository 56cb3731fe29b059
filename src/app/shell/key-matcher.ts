import { modHeld } from "./mod-key";

/** How long after the first key of a sequence the next may come. */
const sequenceMs = 1_200;

/** Follows what is typed, and answers with the one whose keys are now complete; the last of the list wins. */
export function createKeyMatcher<Item extends { keys: string }>() {
  let typed = "";
  let typedAt = 0;

  return (key: string, at: number, items: readonly Item[]): Item | null => {
    const continued = typed && at - typedAt <= sequenceMs ? `${typed} ${key}` : null;
    typed = "";
    for (const candidate of continued ? [continued, key] : [key]) {
      const hit = items.findLast(({ keys }) => keys === candidate);
      if (hit) return hit;
      if (items.some(({ keys }) => keys.startsWith(`${candidate} `))) {
        typed = candidate;
        typedAt = at;
        return null;
      }
    }
    return null;
  };
}

const typing = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
/** Each has the keyboard to itself. */
const overlay = "[role=dialog], [role=alertdialog], [role=menu]";
/** Each has single keys of its own. */
const widget = "[role=listbox], [role=grid], .table-scroll";

const isIn = ({ target }: Event, places: string) => target instanceof Element && target.closest(places) !== null;

/**
 * What is pressed, as shortcuts name it: `"j"`, or `"Mod+k"` with the key of commands held. Null if it is no command to the
 * page: text, a combination of the browser's, or an affair of what has the focus.
 */
export function keyOf(event: KeyboardEvent): string | null {
  if (event.defaultPrevented || event.isComposing || event.repeat || isIn(event, overlay)) return null;
  if (modHeld(event)) return `Mod+${event.key.toLowerCase()}`;
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  return isIn(event, `${typing}, ${widget}`) ? null : event.key;
}
