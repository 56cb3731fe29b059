import { z } from "zod";

export const channels = ["bell", "toast", "mail"] as const;
export type Channel = (typeof channels)[number];

/** What notifications are about, as the settings gather them. */
export const areas = {
  following: "What I follow",
  writing: "My stories",
  talk: "Conversations and polls",
  services: "Jobs and services",
  inkwire: "Inkwire itself",
} as const;
type Area = keyof typeof areas;

interface TypeDeclaration {
  /** What a notification of this type says beside who did it and to which story. */
  data: z.ZodType;
  about: Area;
  /** In filters. */
  name: string;
  /** In the settings, below "Tell me when". */
  label: string;
  /** Where a member has not chosen. What is urgent by nature is not mailed in a digest. */
  defaults: Record<Channel, boolean>;
  /** A member is told of one subject once, however often it comes: what was recalled returns unless it was read. */
  once?: boolean;
  /** A member cannot choose not to be told. */
  always?: boolean;
}

const everywhere = { bell: true, toast: true, mail: true };
const here = { bell: true, toast: true, mail: false };
const quietly = { bell: true, toast: false, mail: false };

const nothing = z.object({});
const comment = z.object({ commentId: z.string() });
const job = z.object({ kind: z.string(), title: z.string() });
const poll = z.object({ slug: z.string(), question: z.string() });

/** The types of notifications. A new one is a line here and one in `words.ts`. */
export const catalogue = {
  "story.new": {
    data: nothing,
    about: "following",
    name: "New stories",
    label: "Someone I follow publishes a story",
    defaults: everywhere,
    once: true,
  },
  "chapter.new": {
    data: z.object({ chapterId: z.string(), number: z.number().int() }),
    about: "following",
    name: "New chapters",
    label: "A story I follow gets a new chapter",
    defaults: everywhere,
  },
  "series.story": {
    data: z.object({ seriesId: z.string(), slug: z.string(), title: z.string() }),
    about: "following",
    name: "Series",
    label: "A series I follow has another story",
    defaults: everywhere,
    once: true,
  },
  "comment.new": {
    data: comment,
    about: "writing",
    name: "Comments",
    label: "Someone comments on my story",
    defaults: everywhere,
  },
  "comment.reply": {
    data: comment,
    about: "talk",
    name: "Answers",
    label: "Someone answers my comment",
    defaults: everywhere,
  },
  mention: { data: comment, about: "talk", name: "Mentions", label: "Someone mentions me", defaults: everywhere },
  "reaction.new": {
    data: nothing,
    about: "writing",
    name: "Reactions",
    label: "Someone reacts to my story",
    defaults: quietly,
  },
  "follow.new": { data: nothing, about: "writing", name: "Followers", label: "Someone follows me", defaults: here },
  invitation: {
    data: z.object({ role: z.string() }),
    about: "writing",
    name: "Invitations",
    label: "I am invited to write with someone",
    defaults: everywhere,
  },
  "job.finished": {
    data: job,
    about: "services",
    name: "Finished jobs",
    label: "A job of mine is done",
    defaults: here,
  },
  "job.failed": {
    data: job.extend({ reason: z.string() }),
    about: "services",
    name: "Failed jobs",
    label: "A job of mine fails",
    defaults: everywhere,
  },
  "discovery.completed": {
    data: z.object({ found: z.number().int() }),
    about: "following",
    name: "Discoveries",
    label: "Stories for my taste have been found",
    defaults: here,
  },
  "poll.closing": {
    data: poll.extend({ closesAt: z.iso.datetime() }),
    about: "talk",
    name: "Closing polls",
    label: "A poll that waits for my answer is about to close",
    defaults: everywhere,
  },
  "poll.closed": {
    data: poll.extend({ winner: z.string().nullable() }),
    about: "talk",
    name: "Closed polls",
    label: "A poll that I answered closes",
    defaults: everywhere,
  },
  "story.overdue": {
    data: nothing,
    about: "writing",
    name: "Overdue stories",
    label: "A story of mine could not be published on time",
    defaults: everywhere,
  },
  "moderation.notice": {
    data: z.object({
      what: z.enum(["hidden", "restored", "warned", "withdrawn", "unbanned", "upheld"]),
      kind: z.enum(["story", "chapter", "comment", "member", "series", "list", "poll"]),
      title: z.string(),
      reason: z.string(),
    }),
    about: "inkwire",
    name: "From the moderators",
    label: "Moderators decide about something of mine",
    defaults: everywhere,
    always: true,
  },
  "report.decided": {
    data: z.object({ title: z.string(), acted: z.boolean() }),
    about: "inkwire",
    name: "My reports",
    label: "Moderators have looked at what I reported",
    defaults: quietly,
  },
  "webhook.paused": {
    data: z.object({ name: z.string(), because: z.enum(["failing", "gone", "secret"]) }),
    about: "services",
    name: "Paused webhooks",
    label: "A webhook of mine is paused because it fails",
    defaults: everywhere,
  },
  "usage.alert": {
    data: z.object({
      what: z.string(),
      percent: z.number().int(),
      /** Where it can be seen. */
      href: z.string().startsWith("/").default("/settings"),
    }),
    about: "services",
    name: "Usage",
    label: "I come near a limit",
    defaults: here,
  },
  "notice.system": {
    data: z.object({ text: z.string(), href: z.string().startsWith("/").nullable() }),
    about: "inkwire",
    name: "From Inkwire",
    label: "Inkwire has something to say",
    defaults: here,
  },
} as const satisfies Record<string, TypeDeclaration>;

export type NotificationType = keyof typeof catalogue;

export const notificationTypes = Object.keys(catalogue) as [NotificationType, ...NotificationType[]];

/** Types of which one is told once. */
export const keptTypes = notificationTypes.filter((type) => "once" in catalogue[type]);

export type DataOf<Type extends NotificationType> = z.infer<(typeof catalogue)[Type]["data"]>;

/** Types that a member may do without, as the settings list them. */
export const chosenTypes = notificationTypes.filter((type) => !("always" in catalogue[type]));

/** How long further ones join an unread notification, in hours since it began. */
export const groupHours = 24;
