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
/** Each has keys of its own. */
const overlay = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox], [role=grid], .table-scroll";

/** Whether a key press is a command to the page, and not text, a combination of the browser's, or an overlay's affair. */
export function isForShortcuts(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || event.repeat) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const { target } = event;
  return !(target instanceof Element && target.closest(`${typing}, ${overlay}`));
}
