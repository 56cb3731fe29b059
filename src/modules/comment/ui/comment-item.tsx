"use client";

import { clsx } from "clsx";
import { Reply } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type ReactNode, useState } from "react";
import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { RelativeTime } from "@/components/relative-time";
import type { CommentView } from "../schema";
import type { CommentNode } from "./assemble";
import { CommentEditor } from "./comment-editor";
import { CommentMenu } from "./comment-menu";
import { useCommentsPage } from "./comments-context";
import { Composer } from "./composer";
import { dropEdit, readEdit } from "./drafts";
import { HeldNotice } from "./held-notice";
import { NewComments } from "./new-comments";

/** Apart from the page's own script: only where there are comments is Markdown to be read. */
const CommentText = dynamic(() => import("./comment-text"));

/** One comment and what answers it. */
export function CommentItem({ node, children }: { node: CommentNode; children: ReactNode }) {
  const { comment } = node;
  return (
    <li data-place={node.place}>
      {comment ? <Standing comment={comment} node={node} /> : <Missing node={node} />}
      {children}
    </li>
  );
}

/** Of one that is gone since the page was opened the room stays, unseen, so that nothing below it moves. */
function Missing({ node }: { node: CommentNode }) {
  return (
    <div className="grid *:[grid-area:1/1]">
      {node.gone && (
        <div inert aria-hidden="true" className="invisible">
          <Standing comment={node.gone} node={node} />
        </div>
      )}
      <p className="flex min-h-8 flex-wrap items-center gap-x-3 self-center border-rule-strong border-s ps-3 text-sm">
        <span className="font-serif text-ink-muted italic">A comment that is no longer here</span>
        <NewComments of={node} count={node.waiting} />
        {node.gone && <UnsavedEdit id={node.gone.id} />}
      </p>
    </div>
  );
}

/** What its writer was just making of a comment that was removed under their hands. */
function UnsavedEdit({ id }: { id: string }) {
  const { memberId, mayComment, putBack } = useCommentsPage();
  const [text, setText] = useState(() => readEdit(memberId, id)?.text);
  if (!text || !mayComment) return null;
  const take = () => {
    putBack(text);
    dropEdit(memberId, id);
    setText(undefined);
  };
  return (
    <Button variant="quiet" size="sm" onClick={take}>
      Put what you wrote into a new comment
    </Button>
  );
}

function Standing({ comment, node }: { comment: CommentView; node: CommentNode }) {
  const { storyId, chapterOf, memberId, authorId, mayComment, linkedId, answering, answer, send } = useCommentsPage();
  const [editing, setEditing] = useState(false);
  const { id, writer, state } = comment;
  const about = comment.parentId === null ? chapterOf(comment) : null;
  const name = writer?.name ?? "somebody who has left";
  return (
    <article
      id={`comment-${id}`}
      tabIndex={-1}
      aria-label={`Comment by ${name}`}
      data-testid="comment"
      className={clsx("-mx-2 scroll-mt-24 rounded-sm px-2", linkedId === id && "bg-paper-sunk ring-1 ring-rule-strong")}
    >
      <header className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-sm">
        {writer && <Avatar handle={writer.handle} src={writer.image} size="xs" />}
        {writer ? (
          <Link
            href={`/members/${writer.handle}`}
            className="wrap-anywhere rounded-sm py-0.5 font-medium hover:text-accent"
          >
            {writer.name}
          </Link>
        ) : (
          <span className="text-ink-muted">Somebody who has left</span>
        )}
        {writer?.id === authorId && <span className="label-caps text-accent">Author</span>}
        <a href={`#comment-${id}`} className="rounded-sm py-0.5 text-ink-muted hover:text-accent">
          <RelativeTime dateTime={comment.createdAt} />
        </a>
        {about && (
          <span className="wrap-anywhere text-ink-muted">
            on{" "}
            {about.href ? (
              <Link href={`${about.href}#comment-${id}`} className="rounded-sm py-0.5 hover:text-accent">
                {about.name}
              </Link>
            ) : (
              about.name
            )}
          </span>
        )}
        {comment.editedAt && <span className="text-ink-muted">edited</span>}
      </header>
      {editing ? (
        <CommentEditor comment={comment} onDone={() => setEditing(false)} />
      ) : (
        <div className="wrap-anywhere mt-1.5">
          <CommentText id={id} text={comment.body} />
        </div>
      )}
      {state === "held" && <HeldNotice comment={comment} />}
      {!editing && (
        <div className="mt-1 flex h-8 items-center gap-1">
          {mayComment && (
            <Button
              variant="quiet"
              size="sm"
              className="-ms-3"
              aria-expanded={answering === id}
              aria-label={`Reply to ${name}`}
              onClick={() => answer(answering === id ? null : id)}
            >
              <Reply aria-hidden="true" />
              Reply
            </Button>
          )}
          {memberId && <CommentMenu comment={comment} onEdit={() => setEditing(true)} />}
          <NewComments of={node} count={node.waiting} />
        </div>
      )}
      {answering === id && (
        <div className="mt-2 mb-1">
          <Composer
            storyId={storyId}
            parentId={id}
            label={`Your reply to ${name}`}
            sendLabel="Reply"
            autoFocus
            onSend={(body) => send(node, body)}
            onLeave={() => answer(null)}
          />
        </div>
      )}
    </article>
  );
}
