import { clsx } from "clsx";
import { type ReactNode, useEffect } from "react";

export interface Option {
  key: string;
  /** Those of one group stand together, under its name. */
  group: string;
  label: string;
  /** Beside the label, in a quieter voice. */
  detail?: string;
  /** At the end of the line. */
  end?: ReactNode;
}

export interface OptionListProps<Item extends Option> {
  id: string;
  label: string;
  items: readonly Item[];
  /** Index of the one that Enter would choose, or -1. */
  active: number;
  onChoose: (item: Item) => void;
  hidden?: boolean;
  className?: string;
}

/** The id of an option, for the `aria-activedescendant` of the field whose list this is. */
export const optionId = (listId: string, index: number): string => `${listId}-${index}`;

/** What a combobox offers, in groups. The focus stays in the field, whose keys move among the options. */
export function OptionList<Item extends Option>({
  id,
  label,
  items,
  active,
  onChoose,
  hidden,
  className,
}: OptionListProps<Item>) {
  useEffect(() => {
    if (active >= 0) document.getElementById(optionId(id, active))?.scrollIntoView({ block: "nearest" });
  }, [id, active]);
  const groups = [...new Set(items.map(({ group }) => group))];
  return (
    <div id={id} role="listbox" tabIndex={-1} aria-label={label} hidden={hidden} className={className}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: a listbox may hold groups, and no fieldset
        <div key={group} role="group" aria-labelledby={`${id}-${group}`}>
          <div id={`${id}-${group}`} className="label-caps px-3 pt-2 pb-1 text-ink-muted">
            {group}
          </div>
          {items.map(
            (item, index) =>
              item.group === group && (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the focus, and its keys choose
                <div
                  key={item.key}
                  id={optionId(id, index)}
                  role="option"
                  tabIndex={-1}
                  aria-selected={index === active}
                  // Keeps the focus in the field.
                  onMouseDown={(event) => event.preventDefault()}
                  onClick={() => onChoose(item)}
                  className={clsx(
                    "flex min-h-9 cursor-pointer scroll-my-2 items-center gap-4 px-3 py-1.5 pointer-coarse:min-h-11",
                    index === active ? "bg-ink text-paper" : "hover:bg-paper-sunk",
                  )}
                >
                  <OptionText item={item} quiet={index === active ? "text-paper" : "text-ink-muted"} />
                </div>
              ),
          )}
        </div>
      ))}
    </div>
  );
}

function OptionText({ item: { label, detail, end }, quiet }: { item: Option; quiet: string }) {
  return (
    <>
      <span className="flex min-w-0 flex-1 items-baseline gap-2">
        <span className="min-w-0 truncate">{label}</span>
        {detail && <span className={clsx("min-w-0 flex-1 shrink-2 truncate text-sm", quiet)}>{detail}</span>}
      </span>
      {end && <span className={clsx("flex shrink-0 items-center gap-1.5 text-sm", quiet)}>{end}</span>}
    </>
  );
}
