"use client";

import { clsx } from "clsx";
import { ArrowDown, ArrowUp, GripVertical } from "lucide-react";
import Link from "next/link";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { IconButton } from "./icon-button";
import { VisuallyHidden } from "./visually-hidden";

export interface OrderedItem {
  id: string;
  /** What it is called, to be heard and shown. */
  label: string;
  href?: string;
  detail?: ReactNode;
  /** What else can be done with it. */
  actions?: ReactNode;
}

interface OrderedListProps {
  label: string;
  items: readonly OrderedItem[];
  /** Before another item, or to the end. */
  onMove: (id: string, before: string | null) => void;
}

/** A list to be put in order: by dragging, with the arrow buttons, or with Alt and the arrow keys on any of a row's buttons. */
export function OrderedList({ label, items, onMove }: OrderedListProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  /** Before which item the dragged one would go; null is the end. */
  const [target, setTarget] = useState<string | null | undefined>();
  const [said, setSaid] = useState("");
  const list = useRef<HTMLOListElement>(null);
  const refocus = useRef<{ id: string; up: boolean } | null>(null);

  // A row that moves in the document loses the focus in some browsers; and a button that is now disabled cannot have it.
  useEffect(() => {
    const wanted = refocus.current;
    refocus.current = null;
    const row = wanted && list.current?.querySelector(`[data-id="${wanted.id}"]`);
    const [up, down] = row?.querySelectorAll<HTMLButtonElement>("[data-move]") ?? [];
    (wanted?.up ? (up?.disabled ? down : up) : down?.disabled ? up : down)?.focus();
  });

  const step = (id: string, up: boolean) => {
    const at = items.findIndex((item) => item.id === id);
    const to = up ? at - 1 : at + 1;
    if (at === -1 || to < 0 || to >= items.length) return;
    refocus.current = { id, up };
    setSaid(`${items[at]?.label}: now ${to + 1} of ${items.length}`);
    onMove(id, (up ? items[to] : items[to + 1])?.id ?? null);
  };
  const onKeyDown = (event: KeyboardEvent, id: string) => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    step(id, event.key === "ArrowUp");
  };
  const drop = () => {
    if (dragged && target !== undefined && target !== dragged) onMove(dragged, target);
    setDragged(null);
    setTarget(undefined);
  };

  return (
    <>
      <ol ref={list} aria-label={label}>
        {items.map((item, index) => (
          <li
            key={item.id}
            data-id={item.id}
            draggable={items.length > 1}
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = "move";
              setDragged(item.id);
            }}
            onDragOver={(event) => {
              if (!dragged) return;
              event.preventDefault();
              const { top, height } = event.currentTarget.getBoundingClientRect();
              const below = event.clientY > top + height / 2;
              setTarget(below ? (items[index + 1]?.id ?? null) : item.id);
            }}
            onDragEnd={drop}
            onKeyDown={(event) => onKeyDown(event, item.id)}
            className={clsx(
              "flex items-center gap-1 border-t py-1.5 sm:gap-2",
              dragged && target === item.id ? "border-accent" : "border-rule",
              dragged && target === null && index === items.length - 1 && "border-b border-b-accent",
              dragged === item.id && "opacity-50",
            )}
          >
            <GripVertical
              aria-hidden="true"
              className="size-4 shrink-0 cursor-grab text-ink-muted pointer-coarse:hidden"
            />
            <span className="me-1 w-5 shrink-0 text-end text-ink-muted text-sm tabular-nums">{index + 1}</span>
            <span className="min-w-0 flex-1">
              <span className="wrap-anywhere line-clamp-2 leading-snug">
                {item.href ? (
                  <Link href={item.href} draggable={false} className="rounded-sm hover:text-accent hover:underline">
                    {item.label}
                  </Link>
                ) : (
                  item.label
                )}
              </span>
              {item.detail}
            </span>
            <IconButton
              data-move="up"
              size="sm"
              label={`Move ${item.label} up`}
              aria-keyshortcuts="Alt+ArrowUp"
              disabled={index === 0}
              onClick={() => step(item.id, true)}
            >
              <ArrowUp aria-hidden="true" />
            </IconButton>
            <IconButton
              data-move="down"
              size="sm"
              label={`Move ${item.label} down`}
              aria-keyshortcuts="Alt+ArrowDown"
              disabled={index === items.length - 1}
              onClick={() => step(item.id, false)}
            >
              <ArrowDown aria-hidden="true" />
            </IconButton>
            {item.actions}
          </li>
        ))}
      </ol>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}
