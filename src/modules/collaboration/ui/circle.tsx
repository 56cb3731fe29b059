import Link from "next/link";
import { Avatar } from "@/components/avatar";
import type { StoryStatus } from "@/modules/story/schema";
import type { CircleView, CollaboratorView } from "../schema";
import { roleNames } from "./role-names";

/** Whose drafts a member reads or writes, and who does theirs. */
export function Circle({ circle: { theirs, mine } }: { circle: CircleView }) {
  return (
    <>
      <section aria-labelledby="theirs">
        <Heading id="theirs" count={theirs.length}>
          Whose drafts you read
        </Heading>
        {theirs.length === 0 && <Nothing>Nobody has asked you to read a draft so far.</Nothing>}
        <ul>
          {theirs.map(({ story, author, role }) => (
            <li key={story.id} className="flex items-center gap-3 border-rule border-t py-3">
              <Avatar handle={author.handle} src={author.image} />
              <div className="min-w-0 flex-1">
                <StoryTitle href={role === "editor" ? `/studio/${story.id}` : `/stories/${story.slug}`} {...story} />
                <p className="text-ink-muted text-sm">
                  by{" "}
                  <Link href={`/members/${author.handle}`} className="rounded-sm hover:text-accent">
                    {author.name}
                  </Link>
                  {`. You are its ${roleNames[role].name.toLowerCase()}.`}
                </p>
              </div>
            </li>
          ))}
        </ul>
      </section>
      <section aria-labelledby="mine" className="mt-12">
        <Heading id="mine" count={mine.length}>
          Who reads yours
        </Heading>
        {mine.length === 0 && <Nothing>Your drafts are yours alone so far.</Nothing>}
        <ul>
          {mine.map(({ story, people }) => (
            <li key={story.id} className="border-rule border-t py-3">
              <StoryTitle href={`/studio/${story.id}`} {...story} />
              <ul aria-label={`With you on ${story.title}`} className="mt-2 flex flex-col gap-2">
                {people.map((person) => (
                  <Person key={person.member.id} {...person} />
                ))}
              </ul>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

function Heading({ id, count, children }: { id: string; count: number; children: string }) {
  return (
    <h2 id={id} className="mb-4 font-semibold font-serif text-title">
      {children}
      {count > 0 && <span className="ms-2 font-normal text-ink-muted text-ui tabular-nums">{count}</span>}
    </h2>
  );
}

const Nothing = ({ children }: { children: string }) => <p className="font-serif text-ink-muted italic">{children}</p>;

function StoryTitle({ href, title, status }: { href: string; title: string; status: StoryStatus }) {
  return (
    <p className="wrap-anywhere">
      <Link href={href} className="rounded-sm font-serif text-lg hover:text-accent">
        {title}
      </Link>
      {status !== "published" && <span className="ms-2 text-ink-muted text-sm">{status}</span>}
    </p>
  );
}

function Person({ member, role, accepted }: CollaboratorView) {
  return (
    <li className="flex items-center gap-3">
      <Avatar handle={member.handle} src={member.image} size="xs" />
      <span className="min-w-0">
        <Link href={`/members/${member.handle}`} className="rounded-sm font-medium hover:text-accent">
          {member.name}
        </Link>{" "}
        <span className="text-ink-muted text-sm">
          {roleNames[role].name}
          {!accepted && ", invited"}
        </span>
      </span>
    </li>
  );
}
