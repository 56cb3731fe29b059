"use client";

import { Search, X } from "lucide-react";
import { useRouter } from "next/navigation";
import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, useId, useRef, useState } from "react";
import { scrimClass } from "@/components/dialog-class";
import { IconButton } from "@/components/icon-button";
import { OptionList, optionId } from "@/components/option-list";
import { useReturnFocus } from "@/components/use-return-focus";
import { VisuallyHidden } from "@/components/visually-hidden";
import type { Role } from "@/modules/member/schema";
import { modHeld } from "./mod-key";
import { type Command, useCommands } from "./use-commands";

interface CommandMenuProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  role: Role | null;
}

/** At the top of the window, also of a phone, whose keyboard covers the foot. */
const panelClass =
  "fixed inset-x-0 top-0 z-50 flex max-h-[min(36rem,80dvh)] flex-col border-rule-strong border-b bg-paper-raised text-ink " +
  "shadow-float motion-safe:animate-arrive sm:inset-x-4 sm:top-[12dvh] sm:mx-auto sm:max-w-xl sm:rounded-lg sm:border";

/** Finds what this page can do, where one can go, and stories, by name. */
export function CommandMenu({ open, onOpenChange, role }: CommandMenuProps) {
  const { onOpenAutoFocus, onCloseAutoFocus } = useReturnFocus();
  const chosen = useRef<Command | null>(null);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={scrimClass} />
        <Radix.Content
          aria-describedby={undefined}
          className={panelClass}
          onOpenAutoFocus={onOpenAutoFocus}
          // Only now is the focus where it was: what a command does may go by it.
          onCloseAutoFocus={(event) => {
            onCloseAutoFocus(event);
            chosen.current?.run();
            chosen.current = null;
          }}
        >
          <Radix.Title className="sr-only">Command menu</Radix.Title>
          <CommandField
            role={role}
            onClose={() => onOpenChange(false)}
            onChoose={(command) => {
              chosen.current = command;
              onOpenChange(false);
            }}
          />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

interface CommandFieldProps {
  role: Role | null;
  onClose: () => void;
  onChoose: (command: Command) => void;
}

/** A combobox whose list is always open: the focus stays in the field, the arrows move, Enter chooses. */
function CommandField({ role, onClose, onChoose }: CommandFieldProps) {
  const router = useRouter();
  const listId = useId();
  const [typed, setTyped] = useState("");
  const [key, setKey] = useState<string | null>(null);
  const items = useCommands(typed, role, router.push);
  // By its key, since suggestions arrive while one moves.
  const at = Math.max(
    0,
    items.findIndex((item) => item.key === key),
  );

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const chosen = items[at];
    if (step) setKey(items[(at + step + items.length) % items.length]?.key ?? null);
    else if (event.key === "Enter" && chosen) onChoose(chosen);
    else if (event.key.toLowerCase() === "k" && modHeld(event.nativeEvent)) onClose();
    else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="flex items-center gap-3 border-rule border-b ps-3 pe-2">
        <Search aria-hidden="true" className="size-4 shrink-0 text-ink-muted" />
        <input
          type="text"
          role="combobox"
          aria-label="Find a command, a place, a story or an author"
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={items.length > 0 ? optionId(listId, at) : undefined}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          enterKeyHint="go"
          maxLength={200}
          placeholder="Go to a page, a story, an author"
          value={typed}
          onChange={({ target }) => {
            setTyped(target.value);
            setKey(null);
          }}
          onKeyDown={onKeyDown}
          className="h-13 min-w-0 flex-1 bg-transparent text-base text-ink outline-none placeholder:text-ink-muted"
        />
        <IconButton label="Close" onClick={onClose}>
          <X aria-hidden="true" />
        </IconButton>
      </div>
      <OptionList
        id={listId}
        label="Commands"
        items={items}
        active={at}
        onChoose={onChoose}
        className="min-h-0 overflow-y-auto overscroll-contain py-1.5"
      />
      <VisuallyHidden role="status">{typed.trim() ? countText(items.length) : ""}</VisuallyHidden>
    </>
  );
}

const countText = (count: number) => `${count} ${count === 1 ? "command" : "commands"}`;
