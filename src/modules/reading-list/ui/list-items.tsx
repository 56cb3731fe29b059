import { Lock } from "lucide-react";
import Link from "next/link";
import { storiesText } from "@/modules/series/ui/series-list";
import type { ListItem } from "../schema";

export const listHref = ({ slug }: { slug: string }) => `/lists/${slug}`;

export function ListItems({ lists }: { lists: readonly ListItem[] }) {
  return (
    <ul>
      {lists.map((list) => (
        <li key={list.id} className="border-rule border-t py-4">
          <Link href={listHref(list)} className="rounded-sm font-semibold font-serif text-lg hover:text-accent">
            {list.title}
          </Link>
          <p className="flex items-center gap-2 text-ink-muted text-sm">
            {storiesText(list.stories)}
            {!list.open && (
              <span className="flex items-center gap-1">
                <Lock aria-hidden="true" className="size-3" />
                Only you see it
              </span>
            )}
          </p>
          {list.note && <p className="wrap-anywhere mt-1 line-clamp-2 text-pretty">{list.note}</p>}
        </li>
      ))}
    </ul>
  );
}
