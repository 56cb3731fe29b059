import type { z } from "zod";

type Field = string | string[];

/** What is written under one version: the fields of a story, or of a chapter. */
export type Texts = Record<string, Field>;

/** What there is to know of a kind of texts. */
export interface Form<T extends Texts> {
  fields: readonly (keyof T & string)[];
  /** As a device keeps them: a text that the server would refuse must survive too. */
  stored: z.ZodType<T>;
  /** As the server takes them, any part of them. */
  sendable: z.ZodType<Partial<T>>;
  /** A field that can always be sent as it is, to see what the server has. */
  probe: keyof T & string;
}

/** What the server holds, as far as is known here. */
export interface Saved<T extends Texts> {
  version: number;
  texts: T;
  /** When the server took it, in milliseconds since 1970. */
  savedAt: number;
}

const sameValue = (a: Field | undefined, b: Field | undefined) =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((item, at) => item === b[at]) : a === b;

export const sameField = <T extends Texts>(field: keyof T, a: T, b: T): boolean => sameValue(a[field], b[field]);

export const sameTexts = <T extends Texts>({ fields }: Form<T>, a: T, b: T): boolean =>
  fields.every((field) => sameField(field, a, b));

/** The database cannot hold this character, and nobody means to write it. */
export function withoutNul<T extends Texts>({ fields }: Form<T>, texts: T): T {
  let clean = texts;
  for (const field of fields) {
    const value = clean[field];
    if (typeof value === "string" && value.includes("\0")) clean = { ...clean, [field]: value.replaceAll("\0", "") };
  }
  return clean;
}

function changesBetween<T extends Texts>({ fields }: Form<T>, base: T, next: Partial<T>): Partial<T> {
  const changes = { ...next };
  for (const field of fields) if (sameValue(base[field], next[field])) delete changes[field];
  return changes;
}

export interface ToSend<T extends Texts> {
  /** The fields that differ from what the server holds, as it will store them. */
  patch: Partial<T>;
  /** Why another field cannot be sent as it is, in words for the writer. It does not keep the rest from being saved. */
  refusal: string | null;
}

export function toSend<T extends Texts>(form: Form<T>, base: T, texts: T): ToSend<T> {
  const changes = changesBetween(form, base, texts);
  const parsed = form.sendable.safeParse(changes);
  if (parsed.success) return { patch: changesBetween(form, base, parsed.data), refusal: null };
  const wrong = new Set(parsed.error.issues.map((issue) => issue.path[0]));
  for (const field of form.fields) if (wrong.has(field)) delete changes[field];
  return {
    patch: changesBetween(form, base, form.sendable.parse(changes)),
    refusal: parsed.error.issues[0]?.message ?? "Something in it does not fit.",
  };
}

export const isEmptyPatch = (patch: object): boolean => Object.keys(patch).length === 0;
