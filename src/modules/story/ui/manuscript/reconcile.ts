import type { JournalEntry } from "./journal-entry";
import { type Saved, sameField, sameTexts, type TextField, type Texts, textFields } from "./texts";

/** Two texts of one story that a person must choose between. They agree in all but `fields`. */
export interface Conflict {
  fields: readonly TextField[];
  mine: Texts;
  theirs: Texts;
  /** What both were made from; null where that is not known. */
  base: Base;
  current: Saved;
}

export interface Base {
  version: number;
  texts: Texts | null;
}

export interface Reconciled {
  /** Each field as the one side that changed it has it; where both did, as it is in `mine`. */
  merged: Texts;
  conflicts: readonly TextField[];
}

const copyField = <F extends TextField>(target: Texts, source: Texts, field: F) => {
  target[field] = source[field];
};

/**
 * Merges by whole fields: never a line of one text with a line of the other, which could read as nobody's story.
 * Without a `base` every difference is a conflict.
 */
export function reconcile(base: Texts | null, mine: Texts, theirs: Texts): Reconciled {
  const merged = { ...mine };
  const conflicts: TextField[] = [];
  for (const field of textFields) {
    if (sameField(field, mine, theirs)) continue;
    if (base && sameField(field, base, mine)) copyField(merged, theirs, field);
    else if (!base || !sameField(field, base, theirs)) conflicts.push(field);
  }
  return { merged, conflicts };
}

export function conflictOf({ merged, conflicts }: Reconciled, base: Base, current: Saved): Conflict {
  const theirs = { ...merged };
  for (const field of conflicts) copyField(theirs, current.texts, field);
  return { fields: conflicts, mine: merged, theirs, base, current };
}

/** Which text the editor opens with. */
export type Opening =
  | { kind: "server" }
  | { kind: "restored"; texts: Texts }
  | { kind: "conflict"; conflict: Conflict };

export function decideOpening(server: Saved, entry: JournalEntry | null): Opening {
  if (!entry || sameTexts(entry.texts, server.texts)) return { kind: "server" };
  // Either nobody else has written since, or it was this very editor, which did not live to hear of it.
  const ownSave = entry.attempted.some((texts) => sameTexts(texts, server.texts));
  if (ownSave || entry.baseVersion === server.version) return { kind: "restored", texts: entry.texts };
  const result = reconcile(entry.base, entry.texts, server.texts);
  if (result.conflicts.length > 0) {
    const base = { version: entry.baseVersion, texts: entry.base };
    return { kind: "conflict", conflict: conflictOf(result, base, server) };
  }
  return sameTexts(result.merged, server.texts) ? { kind: "server" } : { kind: "restored", texts: result.merged };
}

/** Whether choosing `result` keeps what `candidate` says in the disputed fields. */
export const keeps = (result: Texts, candidate: Texts, fields: readonly TextField[]): boolean =>
  fields.every(
    (field) => sameField(field, result, candidate) || (field === "body" && result.body.includes(candidate.body.trim())),
  );

/** My text, and below a scene break and a plain mark the other one. */
export const bothBodies = (mine: string, theirs: string): string =>
  `${mine.trimEnd()}\n\n---\n\n**The other version of this text:**\n\n${theirs.trimStart()}`;
