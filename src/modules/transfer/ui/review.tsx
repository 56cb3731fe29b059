"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Notice } from "@/components/notice";
import { trpc } from "@/trpc/react";
import type { ImportView } from "../schema";
import { type ArrangedBook, arrange, type Change, change, kept } from "./arrangement";
import { dropArrangement, keepArrangement, readArrangement } from "./kept-arrangement";
import { ReviewBook } from "./review-book";

/** What a file was read into: names to correct, chapters to join, to cut and to leave out, before any of it is kept. */
export function Review({ imported, memberId }: { imported: ImportView; memberId: string }) {
  const { id, name, books: read } = imported;
  const isKept = imported.storyIds.length > 0;
  const router = useRouter();
  const [books, setBooks] = useState(() => arrange(read));
  useEffect(() => {
    if (isKept) return dropArrangement(memberId, id);
    const before = readArrangement(memberId, id);
    if (before) setBooks(before);
  }, [memberId, id, isKept]);

  const put = (arranged: ArrangedBook[]) => {
    setBooks(arranged);
    keepArrangement(memberId, id, arranged);
  };
  const onChange = (changed: Change) => put(change(books, changed, read));
  const keep = trpc.transfer.keep.useMutation({
    onSuccess({ stories }) {
      dropArrangement(memberId, id);
      const [only, ...others] = stories;
      router.push(only && others.length === 0 ? `/studio/${only.id}` : "/studio");
    },
  });
  const discard = trpc.transfer.discard.useMutation({
    onSuccess() {
      dropArrangement(memberId, id);
      router.push("/studio/import");
    },
  });
  const wanted = kept(id, books);
  const chapters = wanted.books.reduce((sum, book) => sum + book.chapters.length, 0);
  const count = (n: number, what: string) => `${n} ${n === 1 ? what : what.replace(/y$/, "ie").concat("s")}`;

  if (isKept) {
    return (
      <Page title={`“${name}” is kept`}>
        <p className="mt-4">
          It became {count(imported.storyIds.length, "story")}.{" "}
          <Link href={imported.storyIds.length === 1 ? `/studio/${imported.storyIds[0]}` : "/studio"} className="link">
            Open {imported.storyIds.length === 1 ? "it" : "the studio"}
          </Link>
        </p>
      </Page>
    );
  }
  return (
    <Page title="Look it through">
      <p className="mt-3 text-ink-muted">
        From “{name}”. Correct titles, join and cut chapters, leave out what does not belong. It is kept as{" "}
        {read.length === 1 ? "a draft" : "drafts"} that only you can see.
      </p>
      {books.map((book, index) => {
        const source = read[index];
        return (
          source && (
            <ReviewBook
              // biome-ignore lint/suspicious/noArrayIndexKey: books neither move nor go
              key={index}
              book={book}
              index={index}
              read={source}
              alone={read.length === 1}
              onChange={onChange}
            />
          )
        );
      })}
      {keep.error && (
        <Notice tone="danger" className="mt-8" title="It could not be kept">
          {keep.error.message}
        </Notice>
      )}
      {discard.error && (
        <Notice tone="danger" className="mt-8" title="It could not be thrown away">
          {discard.error.message}
        </Notice>
      )}
      <div className="sticky bottom-0 -mx-4 mt-10 flex flex-wrap items-center gap-3 border-rule border-t bg-paper px-4 py-4">
        <p aria-live="polite" className="me-auto text-ink-muted text-sm">
          {count(wanted.books.length, "story")}, {count(chapters, "chapter")}
        </p>
        <ConfirmDialog
          title="Begin again?"
          description="Titles, joins and cuts go back to how the file was read."
          confirmLabel="Begin again"
          trigger={<Button variant="quiet">Begin again</Button>}
          onConfirm={() => put(arrange(read))}
        />
        <ConfirmDialog
          title="Throw this away?"
          description={`All that was read from “${name}” is removed, and how you arranged it. This cannot be taken back.`}
          confirmLabel="Throw away"
          tone="danger"
          trigger={<Button variant="quiet">Throw away</Button>}
          onConfirm={() => discard.mutateAsync({ id })}
        />
        <Button
          variant="primary"
          data-testid="keep-import"
          loading={keep.isPending || keep.isSuccess}
          disabled={wanted.books.length === 0}
          onClick={() => keep.mutate(wanted)}
        >
          {wanted.books.length > 1 ? "Keep as drafts" : "Keep as a draft"}
        </Button>
      </div>
    </Page>
  );
}

function Page({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="mx-auto max-w-[52rem] px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <h1 className="font-semibold font-serif text-display">{title}</h1>
      {children}
    </div>
  );
}
