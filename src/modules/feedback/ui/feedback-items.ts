import type { FeedbackItem, FeedbackList, FeedbackState } from "../schema";

/** What is shown, the newest first, and where it goes on. */
export type Shown = Pick<FeedbackList, "items" | "nextCursor">;

/** Each with the newest that is known of it. */
export const merged = (items: readonly FeedbackItem[], news: readonly FeedbackState[]): FeedbackItem[] =>
  items.map((item) => {
    const latest = news.find(({ id, version }) => id === item.id && version > item.version);
    return latest ? { ...item, ...latest } : item;
  });

const unknownTo = ({ items }: Shown, { items: read }: Shown) =>
  read.filter(({ id }) => !items.some((item) => item.id === id));

/** What the first page has that is not shown, on top; where that does not join up with what is shown, the page alone. */
export function onTop(shown: Shown, page: Shown): Shown {
  const fresh = unknownTo(shown, page);
  const joins = fresh.length < page.items.length || page.nextCursor === null;
  return joins ? { ...shown, items: [...fresh, ...shown.items] } : page;
}

/** What follows `cursor`, below; nothing where the list goes on elsewhere by now. */
export const below = (shown: Shown, page: Shown, cursor: string | null): Shown =>
  shown.nextCursor === cursor
    ? { items: [...shown.items, ...unknownTo(shown, page)], nextCursor: page.nextCursor }
    : shown;
