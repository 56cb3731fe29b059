"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { Button } from "@/components/button";
import { trpc } from "@/trpc/react";
import type { UnwantedList as List, Unwanted } from "../schema";
import { useUnwanted } from "./use-unwanted";

/** The tags and stories that one has hidden, each with the way back. */
export function UnwantedList({ initial }: { initial: List }) {
  const { data } = trpc.unwanted.list.useQuery(undefined, { initialData: initial });
  return (
    <>
      <Part id="hidden-tags" title="Tags" none="You have hidden no tags.">
        {data.tags.map((tag) => (
          <Row key={tag} what={{ kind: "tag", tag }} name={`#${tag}`}>
            <Link
              href={`/community?tag=${encodeURIComponent(tag)}`}
              className="block truncate rounded-sm font-medium hover:text-accent"
            >
              #{tag}
            </Link>
          </Row>
        ))}
      </Part>
      <Part id="hidden-stories" title="Stories" none="You have hidden no stories.">
        {data.stories.map(({ storyId, story }) => (
          <Row key={storyId} what={{ kind: "story", storyId }} name={story?.title ?? "a story that is not up any more"}>
            {story ? (
              <Link
                href={`/stories/${story.slug}`}
                className="block truncate rounded-sm font-medium font-serif hover:text-accent"
              >
                {story.title}
              </Link>
            ) : (
              <span className="font-serif text-ink-muted italic">A story that is not up any more</span>
            )}
          </Row>
        ))}
      </Part>
    </>
  );
}

interface PartProps {
  id: string;
  title: string;
  none: string;
  children: ReactNode[];
}

function Part({ id, title, none, children }: PartProps) {
  return (
    <section aria-labelledby={id} className="mt-6">
      <h3 id={id} className="font-medium">
        {title}
      </h3>
      {children.length === 0 ? (
        <p className="mt-2 font-serif text-ink-muted italic">{none}</p>
      ) : (
        <ul className="mt-2">{children}</ul>
      )}
    </section>
  );
}

function Row({ what, name, children }: { what: Unwanted; name: string; children: ReactNode }) {
  const { change, pending } = useUnwanted();
  return (
    <li className="flex items-center gap-3 border-rule border-t py-2.5">
      <div className="min-w-0 flex-1">{children}</div>
      <Button size="sm" loading={pending} aria-label={`Show ${name} again`} onClick={() => void change(what, false)}>
        Show again
      </Button>
    </li>
  );
}
