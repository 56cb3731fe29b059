import type { Prisma } from "@/generated/prisma/client";
import type { Place } from "./schema";

export const placeColumns = {
  chapterId: true,
  storyId: true,
  anchor: true,
  fraction: true,
  readAt: true,
  finishedAt: true,
} satisfies Prisma.ReadingPlaceSelect;

type PlaceRow = Prisma.ReadingPlaceGetPayload<{ select: typeof placeColumns }>;

export const toPlace = ({ finishedAt, readAt, ...row }: PlaceRow): Place => ({
  ...row,
  readAt: readAt.toISOString(),
  finished: finishedAt !== null,
});
