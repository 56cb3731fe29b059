import { z } from "zod";

/** What administrators say to everybody, above every page. */
export const bulletinView = z.object({
  id: z.string(),
  text: z.string(),
  tone: z.enum(["info", "warn"]),
  postedAt: z.iso.datetime(),
  /** From then on it is not shown; null until it is taken down. */
  endsAt: z.iso.datetime().nullable(),
});
export type BulletinView = z.infer<typeof bulletinView>;

export const currentBulletin = z.object({
  bulletin: bulletinView.nullable(),
  /** Position of the log at which it was read; subscribe from it. */
  live: z.string(),
});

export const postBulletinInput = z.object({
  text: z.string().trim().min(1, "Say something").max(280, "At most 280 characters"),
  tone: z.enum(["info", "warn"]).default("info"),
  /** How long it is shown, in minutes; null until it is taken down. */
  minutes: z.number().int().min(1).max(43_200).nullable().default(null),
});
export type PostBulletin = z.infer<typeof postBulletinInput>;

export const listedBulletin = bulletinView.extend({ by: z.string() });
export type ListedBulletin = z.infer<typeof listedBulletin>;
