"use client";

import Link from "next/link";
import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { trpc } from "@/trpc/react";
import type { BoundaryItem, BoundaryKind } from "../schema";
import { useBoundaries } from "./use-boundaries";

const parts: { kind: BoundaryKind; title: string; text: string; none: string }[] = [
  {
    kind: "block",
    title: "Blocked",
    text: "Neither of you sees the other’s stories and comments, or can answer, like or follow. They are not told.",
    none: "You have blocked nobody.",
  },
  {
    kind: "mute",
    title: "Muted",
    text: "Their stories and comments stay out of your way. They can still see yours, and are not told.",
    none: "You have muted nobody.",
  },
];

/** Whom one has blocked or muted, each with the way back. */
export function BoundaryList({ initial }: { initial: BoundaryItem[] }) {
  const { data: items } = trpc.boundary.list.useQuery(undefined, { initialData: initial });
  return parts.map(({ kind, title, text, none }) => {
    const members = items.filter((item) => item.kind === kind);
    return (
      <section key={kind} aria-labelledby={kind} className="mt-10 first:mt-0">
        <h2 id={kind} className="font-semibold font-serif text-title">
          {title}
        </h2>
        <p className="mt-1 text-pretty text-ink-muted">{text}</p>
        {members.length === 0 ? (
          <p className="mt-4 font-serif text-ink-muted italic">{none}</p>
        ) : (
          <ul className="mt-4">
            {members.map((item) => (
              <Row key={item.member.id} item={item} />
            ))}
          </ul>
        )}
      </section>
    );
  });
}

function Row({ item: { member, kind } }: { item: BoundaryItem }) {
  const { lift, pending } = useBoundaries(member.handle);
  const label = kind === "block" ? "Unblock" : "Unmute";
  return (
    <li className="flex items-center gap-3 border-rule border-t py-3">
      <Avatar handle={member.handle} src={member.image} />
      <div className="min-w-0 flex-1">
        <Link href={`/members/${member.handle}`} className="block truncate rounded-sm font-medium hover:text-accent">
          {member.name}
        </Link>
        <span className="text-ink-muted text-sm">@{member.handle}</span>
      </div>
      <Button
        size="sm"
        loading={pending}
        onClick={() => void lift(kind).catch(() => {})}
        aria-label={`${label} @${member.handle}`}
      >
        {label}
      </Button>
    </li>
  );
}
