/** `ids` with `id` before another of them, or at the end where that is null; null where the other is none of them. */
export function placed(ids: readonly string[], id: string, before: string | null): string[] | null {
  const others = ids.filter((other) => other !== id);
  const at = before === null ? others.length : others.indexOf(before);
  return at === -1 ? null : others.toSpliced(at, 0, id);
}
