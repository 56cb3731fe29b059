import { type ManuscriptView, updateStoryInput } from "../../schema";

/** Everything of a story that its author types or picks. */
export type Texts = Pick<
  ManuscriptView,
  "title" | "body" | "blurb" | "genre" | "tags" | "rating" | "warnings" | "language"
>;
export type TextField = keyof Texts;

export const textFields = [
  "title",
  "body",
  "blurb",
  "genre",
  "tags",
  "rating",
  "warnings",
  "language",
] as const satisfies readonly TextField[];

/** What the server holds, as far as is known here. */
export interface Saved {
  version: number;
  texts: Texts;
  /** When the server took it, in milliseconds since 1970. */
  savedAt: number;
}

export const textsOf = ({ title, body, blurb, genre, tags, rating, warnings, language }: Texts): Texts => ({
  title,
  body,
  blurb,
  genre,
  tags,
  rating,
  warnings,
  language,
});

export const savedOf = (view: ManuscriptView): Saved => ({
  version: view.version,
  texts: textsOf(view),
  savedAt: Date.parse(view.editedAt),
});

const sameValue = (a: string | string[] | undefined, b: string | string[] | undefined) =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((item, at) => item === b[at]) : a === b;

export const sameField = (field: TextField, a: Texts, b: Texts): boolean => sameValue(a[field], b[field]);

export const sameTexts = (a: Texts, b: Texts): boolean => textFields.every((field) => sameField(field, a, b));

function changesBetween(base: Texts, next: Partial<Texts>): Partial<Texts> {
  const changes = { ...next };
  for (const field of textFields) if (sameValue(base[field], next[field])) delete changes[field];
  return changes;
}

const sendable = updateStoryInput.omit({ id: true, version: true });

export interface ToSend {
  /** The fields that differ from what the server holds, as it will store them. */
  patch: Partial<Texts>;
  /** Why another field cannot be sent as it is, in words for the writer. It does not keep the rest from being saved. */
  refusal: string | null;
}

export function toSend(base: Texts, texts: Texts): ToSend {
  const changes = changesBetween(base, texts);
  const parsed = sendable.safeParse(changes);
  if (parsed.success) return { patch: changesBetween(base, parsed.data), refusal: null };
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  for (const field of textFields) if (wrong.has(field)) delete changes[field];
  return {
    patch: changesBetween(base, sendable.parse(changes)),
    refusal: parsed.error.issues[0]?.message ?? "Something in it does not fit.",
  };
}

export const isEmptyPatch = (patch: Partial<Texts>): boolean => Object.keys(patch).length === 0;
