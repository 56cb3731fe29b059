import { clsx } from "clsx";

export interface Suggestion {
  key: string;
  group: "Stories" | "Authors" | "Tags";
  label: string;
  detail: string;
  href: string;
}

interface SuggestionListProps {
  id: string;
  items: readonly Suggestion[];
  shown: boolean;
  /** Index of the one chosen, or -1. */
  active: number;
  optionId: (index: number) => string;
  onChoose: (item: Suggestion) => void;
}

const groups = ["Stories", "Authors", "Tags"] as const;

export function SuggestionList({ id, items, shown, active, optionId, onChoose }: SuggestionListProps) {
  return (
    <div
      id={id}
      role="listbox"
      tabIndex={-1}
      aria-label="Suggestions"
      hidden={!shown}
      className="absolute inset-x-0 top-full z-40 mt-1.5 max-h-[min(28rem,70dvh)] min-w-64 overflow-y-auto rounded-md border border-rule-strong bg-paper-raised py-1.5 shadow-float"
    >
      {groups.map((group) => {
        const members = items.flatMap((item, index) => (item.group === group ? [{ item, index }] : []));
        if (members.length === 0) return null;
        return (
          // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, and no fieldset
          <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
            <div id={`${id}-${group}`} className="label-caps px-3 pt-2 pb-1 text-ink-muted">
              {group}
            </div>
            {members.map(({ item, index }) => (
              // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus, and its keys choose
              <div
                key={item.key}
                id={optionId(index)}
                role="option"
                tabIndex={-1}
                aria-selected={index === active}
                // Keeps the focus in the field.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => onChoose(item)}
                className={clsx(
                  "flex min-h-9 cursor-pointer items-baseline gap-2 px-3 py-1.5 pointer-coarse:min-h-11",
                  index === active ? "bg-ink text-paper" : "hover:bg-paper-sunk",
                )}
              >
                <span className="min-w-0 truncate">{item.label}</span>
                {item.detail && (
                  <span
                    className={clsx(
                      "min-w-0 flex-1 shrink-2 truncate text-sm",
                      index === active ? "text-paper" : "text-ink-muted",
                    )}
                  >
                    {item.detail}
                  </span>
                )}
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}
