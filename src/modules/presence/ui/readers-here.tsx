"use client";

import Link from "next/link";
import { Avatar } from "@/components/avatar";
import { useRoom } from "./use-room";

/** So many faces; the number says the rest. */
const mostFaces = 5;

/** Who reads the story just now, oneself left out. It holds its place when there is nobody, so that nothing moves. */
export function ReadersHere({ storyId, memberId }: { storyId: string; memberId: string | null }) {
  const roster = useRoom(`story:${storyId}`);
  const people = roster?.people.filter(({ id }) => id !== memberId) ?? [];
  // A guest is one of the guests; who is signed in is not.
  const guests = Math.max(0, (roster?.guests ?? 0) - (memberId === null ? 1 : 0));
  const count = people.length + (roster?.others ?? 0) + guests;
  return (
    <section aria-label="Reading now" className="flex h-8 items-center gap-3 text-ink-muted text-sm">
      {count > 0 && (
        <>
          {people.length > 0 && (
            <ul className="flex -space-x-1.5">
              {people.slice(0, mostFaces).map(({ id, handle, name, image }) => (
                <li key={id}>
                  <Link href={`/members/${handle}`} title={name} className="block rounded-full">
                    <Avatar handle={handle} src={image} alt={name} size="xs" className="ring-2 ring-paper" />
                  </Link>
                </li>
              ))}
            </ul>
          )}
          <span className="tabular-nums">
            {count === 1 ? "1 other reads this now" : `${count} others read this now`}
          </span>
        </>
      )}
    </section>
  );
}
