"use client";

import { Bell as BellIcon } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useState } from "react";
import { IconButton } from "@/components/icon-button";
import { VisuallyHidden } from "@/components/visually-hidden";
import { type UnreadCount, unreadLimit } from "../schema";
import { BellPopover } from "./bell-popover";
import { useArrivalToasts } from "./use-arrival-toasts";
import { useNotifications } from "./use-notifications";

/** The bell in the header: how many are unread, the latest of them, and a toast for what arrives. */
export function Bell({ initial: { unread: atFirst, live } }: { initial: UnreadCount }) {
  const [open, setOpen] = useState(false);
  const tell = useArrivalToasts((id) => markRead([id]));
  const { unread, markRead } = useNotifications(
    { items: [], nextCursor: null, unread: atFirst, asOf: new Date(0).toISOString(), live }, // it marks one by one alone
    { limit: 1 },
    tell,
  );
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger asChild ref={setButton}>
        <IconButton
          label={unread === 0 ? "Notifications" : `Notifications, ${countText(unread)} unread`}
          data-testid="bell"
          className="relative"
        >
          <BellIcon aria-hidden="true" />
          {unread > 0 && (
            <span
              data-testid="bell-count"
              className="absolute -inset-e-0.5 top-0.5 grid h-4.5 min-w-4.5 place-items-center rounded-full bg-accent px-1 font-semibold text-[0.6875rem] text-accent-ink tabular-nums leading-none"
            >
              {countText(unread)}
            </span>
          )}
        </IconButton>
      </Popover.Trigger>
      <Announcement unread={unread} />
      <Popover.Portal container={button?.closest("header")}>
        <Popover.Content
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label="Notifications"
          className="z-50 flex max-h-[min(36rem,var(--radix-popover-content-available-height))] w-[min(24rem,calc(100vw-1rem))] flex-col rounded-md border border-rule-strong bg-paper-raised text-ink shadow-float motion-safe:animate-arrive"
        >
          <BellPopover onClose={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const countText = (unread: number) => (unread < unreadLimit ? String(unread) : "99+");

/** How long the number must stand still before it is said: many at once are said once. */
const settleMs = 1_500;

function Announcement({ unread }: { unread: number }) {
  const [{ last, text }, setSaid] = useState({ last: unread, text: "" });
  useEffect(() => {
    if (unread === last) return;
    const timer = setTimeout(() => {
      const more = unread > last;
      setSaid({ last: unread, text: more ? `${countText(unread)} unread notifications` : "" });
    }, settleMs);
    return () => clearTimeout(timer);
  }, [unread, last]);
  return <VisuallyHidden aria-live="polite">{text}</VisuallyHidden>;
}
