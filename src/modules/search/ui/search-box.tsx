"use client";

import { clsx } from "clsx";
import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { type KeyboardEvent, type RefObject, useId, useState } from "react";
import { controlClass } from "@/components/control-class";
import { OptionList, optionId } from "@/components/option-list";
import { VisuallyHidden } from "@/components/visually-hidden";
import { type Suggestion, useSuggestions } from "./use-suggestions";

interface SearchBoxProps {
  initial?: string;
  /** Goes to what was found by these words. */
  onSearch: (q: string) => void;
  autoFocus?: boolean;
  className?: string;
  inputRef?: RefObject<HTMLInputElement | null>;
}

/**
 * A field for words with suggestions below it, after the pattern of WAI-ARIA for comboboxes: the focus stays in the field,
 * the arrows move among the suggestions, Enter goes to the one chosen, or searches; Escape closes them, then empties the field.
 */
export function SearchBox({ initial = "", onSearch, autoFocus, className, inputRef }: SearchBoxProps) {
  const router = useRouter();
  const [q, setQ] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { items, count } = useSuggestions(q, open);
  const listId = useId();
  const shown = open && items.length > 0;
  const at = shown && active < items.length ? active : -1;

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = ({ href }: Suggestion) => {
    close();
    router.push(href);
  };
  const search = () => {
    close();
    onSearch(q.trim());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = items[at];
    if (step) {
      event.preventDefault();
      // One more place than suggestions: the field itself.
      if (shown) setActive(((at + 1 + step + items.length + 1) % (items.length + 1)) - 1);
      else setOpen(true);
    } else if (event.key === "Escape") {
      if (shown) close();
      else setQ("");
      event.preventDefault();
    } else if (event.key === "Enter" && chosen) {
      event.preventDefault();
      choose(chosen);
    }
  };

  return (
    <search className={clsx("relative block", className)}>
      <form
        action="/search"
        className="h-full"
        onSubmit={(event) => {
          event.preventDefault();
          search();
        }}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) close();
        }}
      >
        <Search
          aria-hidden="true"
          className="pointer-events-none absolute inset-s-3 top-1/2 size-4 -translate-y-1/2 text-ink-muted"
        />
        <input
          ref={inputRef}
          data-search-box=""
          type="text"
          name="q"
          role="combobox"
          aria-label="Search stories, authors and tags"
          aria-expanded={shown}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={at >= 0 ? optionId(listId, at) : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="search"
          maxLength={200}
          placeholder="Search"
          // biome-ignore lint/a11y/noAutofocus: on the page that is for searching, asked for by whoever uses it
          autoFocus={autoFocus}
          value={q}
          onChange={(event) => {
            setQ(event.target.value);
            setActive(-1);
            setOpen(true);
          }}
          onKeyDown={onKeyDown}
          className={clsx(controlClass, "h-full min-h-9 ps-9! pointer-coarse:min-h-11")}
        />
        <OptionList
          id={listId}
          label="Suggestions"
          items={items}
          active={at}
          onChoose={choose}
          hidden={!shown}
          className="absolute inset-x-0 top-full z-40 mt-1.5 max-h-[min(28rem,70dvh)] min-w-64 overflow-y-auto rounded-md border border-rule-strong bg-paper-raised py-1.5 shadow-float"
        />
        <VisuallyHidden role="status">{open && count !== null ? countText(count) : ""}</VisuallyHidden>
      </form>
    </search>
  );
}

const countText = (count: number) =>
  count === 0 ? "No suggestions" : `${count} ${count === 1 ? "suggestion" : "suggestions"}`;
