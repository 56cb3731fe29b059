import { db, transact } from "@/platform/db";
import type { ImportedBook } from "./schema";

/** An upload of the member; null once it was cleared away. */
export const findUpload = (memberId: string, id: string): Promise<{ name: string; bytes: Uint8Array } | null> =>
  db().upload.findUnique({ where: { id, memberId }, select: { name: true, bytes: true } });

export interface NewImport {
  id: string;
  memberId: string;
  name: string;
  books: ImportedBook[];
  pictures: { id: string; type: string; bytes: Uint8Array }[];
}

/** Keeps what a file was read into; a second attempt takes the place of the first. */
export const keepImport = ({ pictures, ...data }: NewImport): Promise<void> =>
  transact(async (tx) => {
    const { id } = data;
    const kept = await tx.import.findUnique({ where: { id }, select: { storyIds: true } });
    if (kept && kept.storyIds.length > 0) return;
    await tx.picture.deleteMany({ where: { importId: id } });
    await tx.import.upsert({ where: { id }, create: data, update: { books: data.books }, select: { id: true } });
    for (const { bytes, ...picture } of pictures) {
      await tx.picture.create({
        data: { ...picture, bytes: new Uint8Array(bytes), importId: id },
        select: { id: true },
      });
    }
  });
