import { z } from "zod";
import { text } from "@/platform/text";

/** In links and mentions, so it must read the same everywhere and cannot look like a path of ours. */
const reservedHandles = new Set(["admin", "api", "inkwire", "me", "new", "orphaned", "settings", "support", "system"]);

export const handle = z
  .string()
  .trim()
  .toLowerCase()
  .min(2, "At least 2 characters")
  .max(30, "At most 30 characters")
  .regex(/^[a-z0-9]+(?:[-_][a-z0-9]+)*$/, "Letters a to z, digits, and single - or _ between them")
  .refine((value) => !reservedHandles.has(value), "This handle is reserved");

export const displayName = text().trim().min(1, "Enter the name that others see").max(60, "At most 60 characters");

const password = z.string().min(10, "At least 10 characters").max(128, "At most 128 characters");

export const signUpInput = z.object({
  name: displayName,
  handle,
  email: z.email("Enter an e-mail address, such as ana@example.org").max(254),
  password,
});

export const signInInput = z.object({
  email: z.email("Enter the e-mail address that you signed up with"),
  password: z.string().min(1, "Enter your password"),
});

export const askResetInput = signInInput.pick({ email: true });

export const resetInput = z.object({ password });

/** Who wrote something, as it stands beside it. */
export const authorView = z.object({
  id: z.string(),
  handle: z.string(),
  name: z.string(),
  /** Path of the avatar, or null for the drawn one. */
  image: z.string().nullable(),
});
export type AuthorView = z.infer<typeof authorView>;

/** A moderator looks after what is reported; an admin may do all. */
export const role = z.enum(["member", "moderator", "admin"]);
export type Role = z.infer<typeof role>;

export const meView = authorView.extend({ email: z.string(), bio: z.string(), role });
export type MeView = z.infer<typeof meView>;

export const profileView = authorView.extend({
  bio: z.string(),
  stories: z.number().int(),
  followers: z.number().int(),
  joinedAt: z.iso.datetime(),
});
export type ProfileView = z.infer<typeof profileView>;

export const byHandleInput = z.object({ handle: text().trim().toLowerCase().max(60) });

export const updateMemberInput = z.object({
  name: displayName.optional(),
  handle: handle.optional(),
  bio: text().trim().max(500, "At most 500 characters").optional(),
});
export type UpdateMember = z.infer<typeof updateMemberInput>;

/** Largest avatar upload in bytes. */
export const avatarLimit = 5 * 1024 * 1024;

/** Where a member is signed in. */
export const sessionView = z.object({
  id: z.string(),
  /** The one that asks. */
  current: z.boolean(),
  /** What the browser calls itself; empty where it does not say. */
  userAgent: z.string(),
  address: z.string().nullable(),
  createdAt: z.iso.datetime(),
  /** To the day. */
  lastSeenAt: z.iso.datetime(),
});
export type SessionView = z.infer<typeof sessionView>;

export const sessionIdInput = z.object({ id: text().max(64) });

export const changePasswordInput = z.object({
  currentPassword: z.string().min(1, "Enter your password"),
  newPassword: password,
});

/** Days between asking for it and the deletion of an account. */
export const deletionGraceDays = 14;

/** What becomes of published stories: they go too, or stay without a name. */
export const storiesAfterwards = z.enum(["delete", "orphan"]);

export const deleteMemberInput = z.object({
  /** Of the account, so that an unlocked screen is not enough. */
  password: z.string().min(1, "Enter your password").max(128),
  stories: storiesAfterwards,
});
export type DeleteMember = z.infer<typeof deleteMemberInput>;

/** When the account is deleted, unless its member signs in before. */
export const deletionView = z.object({ dueAt: z.iso.datetime() });
export type DeletionView = z.infer<typeof deletionView>;

/** The answer to the mail of a sign-up. */
export const confirmSignUpInput = z.object({
  key: z.uuid("This is not a link from our mail"),
  password: z.string().min(1, "Enter the password that you chose").max(128),
});
