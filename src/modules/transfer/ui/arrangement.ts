import type { ImportedBook, KeepInput } from "../schema";

export type Piece = KeepInput["books"][number]["chapters"][number]["pieces"][number];

export interface ArrangedChapter {
  /** Names it while the list changes around it. */
  key: string;
  title: string;
  pieces: Piece[];
  included: boolean;
}

export interface ArrangedBook {
  title: string;
  included: boolean;
  chapters: ArrangedChapter[];
}

export type Change =
  | { type: "title"; book: number; title: string }
  | { type: "include-book"; book: number; included: boolean }
  | { type: "rename"; book: number; key: string; title: string }
  | { type: "include"; book: number; key: string; included: boolean }
  /** With the one after it, whose title becomes a heading within. */
  | { type: "merge"; book: number; key: string }
  /** Before the paragraph `at`, of those that `paragraphsOf` gives. */
  | { type: "split"; book: number; key: string; at: number };

/** The import as it was read. */
export const arrange = (books: readonly ImportedBook[]): ArrangedBook[] =>
  books.map(({ title, chapters }) => ({
    title,
    included: true,
    chapters: chapters.map(({ title, included }, chapter) => ({
      key: String(chapter),
      title,
      included,
      pieces: [{ chapter }],
    })),
  }));

export interface Paragraph {
  text: string;
  /** Stands above it. */
  heading: string | undefined;
  /** Where it begins in its chapter as it was read. */
  chapter: number;
  from: number;
}

/** The paragraphs of a chapter, in order, over all of its pieces. */
export function paragraphsOf(book: ImportedBook, pieces: readonly Piece[]): Paragraph[] {
  return pieces.flatMap(({ chapter, from = 0, to, heading }) => {
    const body = book.chapters[chapter]?.body.slice(0, to) ?? "";
    const paragraphs: Paragraph[] = [];
    for (let at = from; at < body.length; ) {
      const gap = body.indexOf("\n\n", at);
      const end = gap === -1 ? body.length : gap;
      const text = body.slice(at, end);
      if (text.trim())
        paragraphs.push({ text, heading: paragraphs.length === 0 ? heading : undefined, chapter, from: at });
      at = end + 2;
    }
    return paragraphs;
  });
}

export function change(books: ArrangedBook[], changed: Change, read: readonly ImportedBook[]): ArrangedBook[] {
  return books.map((book, index) => (index === changed.book ? changeBook(book, changed, read[index]) : book));
}

function changeBook(book: ArrangedBook, changed: Change, read: ImportedBook | undefined): ArrangedBook {
  if (changed.type === "title") return { ...book, title: changed.title };
  if (changed.type === "include-book") return { ...book, included: changed.included };
  const at = book.chapters.findIndex(({ key }) => key === changed.key);
  const chapter = book.chapters[at];
  if (!chapter) return book;
  const put = (count: number, ...chapters: ArrangedChapter[]) => ({
    ...book,
    chapters: book.chapters.toSpliced(at, count, ...chapters),
  });
  switch (changed.type) {
    case "rename":
      return put(1, { ...chapter, title: changed.title });
    case "include":
      return put(1, { ...chapter, included: changed.included });
    case "merge": {
      const next = book.chapters[at + 1];
      if (!next) return book;
      const included = chapter.included || next.included;
      return put(2, { ...chapter, included, pieces: [...chapter.pieces, ...headed(next.pieces, next.title)] });
    }
    case "split": {
      const place = read && paragraphsOf(read, chapter.pieces)[changed.at];
      if (!place || changed.at === 0) return book;
      const [before, after] = splitPieces(chapter.pieces, place);
      return put(
        1,
        { ...chapter, pieces: before },
        {
          ...chapter,
          key: `${chapter.key}.${place.chapter}.${place.from}`,
          title: place.heading ?? "",
          pieces: headed(after, ""),
        },
      );
    }
  }
}

/** With another heading above the first of them, or none. */
const headed = ([first, ...others]: readonly Piece[], title: string): Piece[] => {
  if (!first) return [];
  const { heading: _, ...bare } = first;
  return [title.trim() ? { ...bare, heading: title.trim() } : bare, ...others];
};

function splitPieces(pieces: readonly Piece[], { chapter, from }: Paragraph): [Piece[], Piece[]] {
  const holds = (piece: Piece) =>
    piece.chapter === chapter && (piece.from ?? 0) <= from && from < (piece.to ?? Number.POSITIVE_INFINITY);
  const at = pieces.findIndex(holds);
  const piece = pieces[at];
  if (!piece) return [[...pieces], []];
  const whole = (piece.from ?? 0) === from;
  return [
    [...pieces.slice(0, at), ...(whole ? [] : [{ ...piece, to: from }])],
    [whole ? piece : { ...piece, from }, ...pieces.slice(at + 1)],
  ];
}

/** What is to be kept, as the server takes it; only what is included. */
export const kept = (id: string, books: readonly ArrangedBook[]): KeepInput => ({
  id,
  books: books.flatMap(({ title, included, chapters }, book) => {
    const some = chapters.filter((chapter) => chapter.included);
    return included && some.length > 0
      ? [{ book, title, chapters: some.map(({ title, pieces }) => ({ title, pieces })) }]
      : [];
  }),
});
