import { asidePrefix, type JournalEntry, readEntry, readSetAside, type SetAside, textPrefix } from "./journal-entry";
import { Manuscript, type Surroundings } from "./manuscript";
import { decideOpening } from "./reconcile";
import { type Saved, sameTexts, type Texts } from "./texts";

/** @returns whether the editor that wrote under this session is gone, so that its text is anybody's */
export type IsOrphan = (session: string) => Promise<boolean>;

/**
 * Opens a story or a chapter with the newest text that this device holds of it. Texts of editors that are still open in other tabs
 * are theirs; of several that were left behind, the newest is gone on with and the others are set aside.
 */
export async function openManuscript<T extends Texts>(
  around: Surroundings<T>,
  server: Saved<T>,
  isOrphan: IsOrphan,
): Promise<Manuscript<T>> {
  const { form } = around;
  const manuscript = new Manuscript(around, server);
  const [found, asides] = await Promise.all([leftBehind(around, isOrphan), storedAsides(around)]);
  const [newest, ...older] = found;
  const opening = decideOpening(form, server, newest?.entry ?? null);
  const extra = older
    .filter(
      ({ entry }) =>
        !sameTexts(form, entry.texts, server.texts) && !(newest && sameTexts(form, entry.texts, newest.entry.texts)),
    )
    .map(({ key, entry }) => ({ key, item: asideOf(key, entry) }));
  await manuscript.begin(opening, [...asides, ...extra.map(({ item }) => item)]);
  if (manuscript.snapshot().device === "failed") return manuscript;
  // Everything is written anew before the old is removed: a crash in between leaves one text twice, never none.
  try {
    for (const { item } of extra) await around.shelf.put(asidePrefix(around.memberId, around.subject) + item.id, item);
    for (const { key } of found) {
      await around.shelf.remove(key);
      around.shelf.unmirror(key);
    }
  } catch {
    // They stay where they are, and are found again the next time.
  }
  return manuscript;
}

const asideOf = <T extends Texts>(key: string, entry: JournalEntry<T>): SetAside<T> => ({
  id: `${entry.savedAt}-${key.slice(key.lastIndexOf("/") + 1)}`,
  texts: entry.texts,
  reason: "found",
  at: entry.savedAt,
});

async function leftBehind<T extends Texts>(
  { form, shelf, memberId, subject, session }: Surroundings<T>,
  isOrphan: IsOrphan,
) {
  const found: { key: string; entry: JournalEntry<T> }[] = [];
  const prefix = textPrefix(memberId, subject);
  const rows = await shelf.list(prefix).catch(() => []);
  await Promise.all(
    rows.map(async ({ key, value }) => {
      const entry = readEntry(form, value);
      const writer = key.slice(prefix.length);
      if (entry && writer !== session && (await isOrphan(writer))) found.push({ key, entry });
    }),
  );
  return found.sort((a, b) => b.entry.savedAt - a.entry.savedAt);
}

async function storedAsides<T extends Texts>({
  form,
  shelf,
  memberId,
  subject,
}: Surroundings<T>): Promise<SetAside<T>[]> {
  const rows = await shelf.list(asidePrefix(memberId, subject)).catch(() => []);
  return rows.flatMap(({ value }) => {
    const item = readSetAside(form, value);
    return item ? [item] : [];
  });
}
