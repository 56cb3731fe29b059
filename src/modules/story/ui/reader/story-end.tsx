import Link from "next/link";
import type { ReactNode } from "react";
import { Avatar } from "@/components/avatar";
import type { AuthorView } from "@/modules/member/schema";
import { ShareButton } from "./share-button";

interface StoryEndProps {
  title: string;
  author: AuthorView;
  bio: string;
  /** The button to follow the author, where the reader can. */
  follow?: ReactNode;
}

/** After the last line: who wrote it, and passing it on. */
export function StoryEnd({ title, author, bio, follow }: StoryEndProps) {
  return (
    <section aria-label="About the author" className="mt-14">
      <hr className="wire after:inset-s-1/2! after:-translate-x-1/2" />
      <div className="mt-10 flex flex-wrap items-start gap-x-5 gap-y-4">
        <Avatar handle={author.handle} src={author.image} size="lg" className="size-16!" />
        <div className="min-w-0 flex-1 basis-64">
          <p className="label-caps text-ink-muted">Written by</p>
          <p className="mt-1 font-semibold font-serif text-title">
            <Link href={`/members/${author.handle}`} className="rounded-sm hover:text-accent">
              {author.name}
            </Link>
          </p>
          {bio && <p className="mt-1.5 text-pretty text-ink-muted">{bio}</p>}
          <div className="mt-5 flex flex-wrap items-center gap-2">
            {follow}
            <ShareButton title={title} />
          </div>
        </div>
      </div>
    </section>
  );
}
