import type { KeyboardEvent } from "react";
import type { Selection } from "./use-selection";

const marker = "data-select";

export interface SelectBoxProps {
  id: string;
  title: string;
  selection: Selection;
}

/** Chooses one of a list. Shift chooses all from the last one; the arrows move on, with Shift they choose as they go. */
export function SelectBox({ id, title, selection }: SelectBoxProps) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    const boxes = [...document.querySelectorAll<HTMLInputElement>(`[${marker}]`)];
    const next = boxes[boxes.indexOf(event.currentTarget) + step];
    if (!next) return;
    next.focus();
    if (!event.shiftKey) return;
    selection.choose(id, true);
    const nextId = next.getAttribute(marker);
    if (nextId) selection.choose(nextId, true);
  };
  return (
    <label className="relative grid size-8 shrink-0 cursor-pointer place-items-center pointer-coarse:size-11">
      <span className="sr-only">Select {title}</span>
      <input
        type="checkbox"
        {...{ [marker]: id }}
        className="size-4 accent-(--accent)"
        checked={selection.ids.has(id)}
        onChange={({ target, nativeEvent }) =>
          selection.choose(id, target.checked, nativeEvent instanceof MouseEvent && nativeEvent.shiftKey)
        }
        onKeyDown={onKeyDown}
      />
    </label>
  );
}
