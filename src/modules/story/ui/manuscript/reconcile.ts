import type { JournalEntry } from "./journal-entry";
import { type Form, type Saved, sameField, sameTexts, type Texts } from "./texts";

/** Two texts that a person must choose between. They agree in all but `fields`. */
export interface Conflict<T extends Texts> {
  fields: readonly (keyof T & string)[];
  mine: T;
  theirs: T;
  /** What both were made from; null where that is not known. */
  base: Base<T>;
  current: Saved<T>;
}

export interface Base<T extends Texts> {
  version: number;
  texts: T | null;
}

export interface Reconciled<T extends Texts> {
  /** Each field as the one side that changed it has it; where both did, as it is in `mine`. */
  merged: T;
  conflicts: readonly (keyof T & string)[];
}

const copyField = <T extends Texts>(target: T, source: T, field: keyof T) => {
  target[field] = source[field];
};

/**
 * Merges by whole fields: never a line of one text with a line of the other, which could read as nobody's story.
 * Without a `base` every difference is a conflict.
 */
export function reconcile<T extends Texts>(form: Form<T>, base: T | null, mine: T, theirs: T): Reconciled<T> {
  const merged = { ...mine };
  const conflicts: (keyof T & string)[] = [];
  for (const field of form.fields) {
    if (sameField(field, mine, theirs)) continue;
    if (base && sameField(field, base, mine)) copyField(merged, theirs, field);
    else if (!base || !sameField(field, base, theirs)) conflicts.push(field);
  }
  return { merged, conflicts };
}

export function conflictOf<T extends Texts>(
  { merged, conflicts }: Reconciled<T>,
  base: Base<T>,
  current: Saved<T>,
): Conflict<T> {
  const theirs = { ...merged };
  for (const field of conflicts) copyField(theirs, current.texts, field);
  return { fields: conflicts, mine: merged, theirs, base, current };
}

/** Which text the editor opens with. */
export type Opening<T extends Texts> =
  | { kind: "server" }
  | { kind: "restored"; texts: T }
  | { kind: "conflict"; conflict: Conflict<T> };

export function decideOpening<T extends Texts>(
  form: Form<T>,
  server: Saved<T>,
  entry: JournalEntry<T> | null,
): Opening<T> {
  if (!entry || sameTexts(form, entry.texts, server.texts)) return { kind: "server" };
  // Either nobody else has written since, or it was this very editor, which did not live to hear of it.
  const ownSave = entry.attempted.some((texts) => sameTexts(form, texts, server.texts));
  if (ownSave || entry.baseVersion === server.version) return { kind: "restored", texts: entry.texts };
  const result = reconcile(form, entry.base, entry.texts, server.texts);
  if (result.conflicts.length > 0) {
    const base = { version: entry.baseVersion, texts: entry.base };
    return { kind: "conflict", conflict: conflictOf(result, base, server) };
  }
  return sameTexts(form, result.merged, server.texts) ? { kind: "server" } : { kind: "restored", texts: result.merged };
}

/** Whether choosing `result` keeps what `candidate` says in the disputed fields. */
export const keeps = <T extends Texts>(result: T, candidate: T, fields: readonly (keyof T & string)[]): boolean =>
  fields.every(
    (field) =>
      sameField(field, result, candidate) || (field === "body" && bodyOf(result).includes(bodyOf(candidate).trim())),
  );

/** The text itself, where there is one. */
export const bodyOf = ({ body }: Texts): string => (typeof body === "string" ? body : "");

/** My text, and below a scene break and a plain mark the other one. */
export const bothBodies = (mine: string, theirs: string): string =>
  `${mine.trimEnd()}\n\n---\n\n**The other version of this text:**\n\n${theirs.trimStart()}`;
