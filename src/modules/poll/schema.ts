import { z } from "zod";
import { resumable } from "@/live/cursor";
import { authorView, displayName } from "@/modules/member/schema";
import { text } from "@/platform/text";
import { isTimeZone } from "@/platform/time-zone";

export const pollLimits = {
  choices: 20,
  slots: 200,
  /** People who answer one availability poll; its results name each of them. */
  participants: 100,
  /** Guests who answer one choice poll; members may all. */
  guests: 1_000,
  slotHours: 24,
  daysAhead: 730,
} as const;

export const pollKind = z.enum(["choice", "availability"]);
export type PollKind = z.infer<typeof pollKind>;

export const pollVisibility = z.enum(["public", "unlisted"]);
export type PollVisibility = z.infer<typeof pollVisibility>;

/** Who sees the results of an open poll beside its organiser; of a closed one everybody does. */
export const pollAudience = z.enum(["everyone", "answered", "organiser"]);
export type PollAudience = z.infer<typeof pollAudience>;

export const mark = z.enum(["yes", "maybe", "no"]);
export type Mark = z.infer<typeof mark>;

const slug = text().min(1).max(300);
const number = z.number().int().positive().max(1_000);
const question = text().trim().min(3, "Ask a question of at least 3 characters").max(200, "At most 200 characters");
const description = text().trim().max(2_000, "At most 2000 characters");
const timeZone = text().max(60).refine(isTimeZone, "This is not a time zone, such as Europe/Lisbon");
const choiceText = text().trim().min(1, "An option needs words").max(120, "An option has at most 120 characters");
const deadline = z.iso.datetime({ offset: true });

/** A time to meet, as two instants; everyone reads it in their own zone. */
const slot = z
  .object({ startsAt: z.iso.datetime({ offset: true }), endsAt: z.iso.datetime({ offset: true }) })
  .refine(({ startsAt, endsAt }) => {
    const hours = (Date.parse(endsAt) - Date.parse(startsAt)) / 3_600_000;
    return hours > 0 && hours <= pollLimits.slotHours;
  }, "A slot ends after it begins, within a day");

const distinct = <T>(list: readonly T[], keyOf: (item: T) => string) => new Set(list.map(keyOf)).size === list.length;

const choices = z
  .array(choiceText)
  .max(pollLimits.choices, `At most ${pollLimits.choices} options`)
  .refine((list) => distinct(list, (item) => item.toLowerCase()), "Two options say the same");
const slots = z
  .array(slot)
  .max(pollLimits.slots, `At most ${pollLimits.slots} slots`)
  .refine((list) => distinct(list, ({ startsAt }) => String(Date.parse(startsAt))), "Two slots begin at the same time");

/** What the organiser decides for either kind, and may change later. */
const settings = {
  question,
  description: description.default(""),
  visibility: pollVisibility.default("public"),
  resultsFor: pollAudience.default("everyone"),
  /** When it closes by itself; null: when the organiser closes it. */
  closesAt: deadline.nullable().default(null),
};

const creation = { ...settings, storyId: z.uuid().nullable().default(null), timeZone };

export const createPollInput = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("choice"),
    ...creation,
    multiple: z.boolean().default(false),
    guests: z.boolean().default(false),
    choices: choices.min(2, "Offer at least two options"),
  }),
  z.object({
    kind: z.literal("availability"),
    ...creation,
    guests: z.boolean().default(true),
    slots: slots.min(1, "Offer at least one slot"),
  }),
]);
export type CreatePoll = z.output<typeof createPollInput>;

export const editPollInput = z.object({
  slug,
  question: question.optional(),
  description: description.optional(),
  visibility: pollVisibility.optional(),
  resultsFor: pollAudience.optional(),
  guests: z.boolean().optional(),
  closesAt: deadline.nullable().optional(),
  /** Options that come in addition; those that stand are what people have answered to. */
  addChoices: choices.optional(),
  addSlots: slots.optional(),
  /** Numbers of options that go: only those that nobody has marked. */
  removeOptions: z.array(number).max(pollLimits.slots).optional(),
});
export type EditPoll = z.infer<typeof editPollInput>;

/** Of a private edit link. */
const key = z.string().regex(/^[A-Za-z0-9_-]{43}$/, "This is not the key of an edit link");

/** What nobody can see, or turns what follows around, has no place in a name that stands beside others; joiners shape letters. */
const guestName = displayName.transform((name) =>
  name
    .replace(/[\p{Cc}\p{Co}\p{Cn}]|(?![\u200c\u200d])\p{Cf}/gu, "")
    .replace(/\s+/g, " ")
    .trim(),
);

/** Numbers of options; what is in neither list is no. */
const answer = {
  yes: z.array(number).max(pollLimits.slots),
  maybe: z.array(number).max(pollLimits.slots).default([]),
};

export const respondInput = z.object({
  slug,
  ...answer,
  /** Of a guest; members answer under their own. */
  name: guestName.pipe(z.string().min(1, "Enter a name that others can read")).optional(),
  /** Of the guest who answered before, to replace that answer. */
  key: key.optional(),
});
export type Respond = z.output<typeof respondInput>;

export const answerView = z.object({
  id: z.string(),
  name: z.string(),
  yes: z.array(z.number().int()),
  maybe: z.array(z.number().int()),
  /** The highest option there was when it was given. */
  upTo: z.number().int(),
  editedAt: z.iso.datetime(),
});
export type AnswerView = z.infer<typeof answerView>;

export const optionView = z.object({
  number: z.number().int(),
  /** Empty for a slot. */
  text: z.string(),
  startsAt: z.iso.datetime().nullable(),
  endsAt: z.iso.datetime().nullable(),
});
export type OptionView = z.infer<typeof optionView>;

export const optionCount = z.object({
  number: z.number().int(),
  yes: z.number().int(),
  maybe: z.number().int(),
  no: z.number().int(),
});
export type OptionCount = z.infer<typeof optionCount>;

/** One of those who answered an availability poll. Choices are secret: of them only the counts are told. */
export const participant = answerView.omit({ editedAt: true }).extend({
  /** Of a member; null for a guest. */
  handle: z.string().nullable(),
});
export type Participant = z.infer<typeof participant>;

export const pollResults = z.object({
  /** Grows with every answer and change: of two results the one with the higher version is the later. */
  version: z.number().int(),
  responses: z.number().int(),
  options: z.array(optionCount),
  /** Of an availability poll, the first to answer first; empty for a choice. */
  participants: z.array(participant),
  /** When it was closed; null while it is open. */
  closedAt: z.iso.datetime().nullable(),
  /** Numbers of the options that won; several where they tie. Empty while it is open. */
  winners: z.array(z.number().int()),
});
export type PollResults = z.infer<typeof pollResults>;

/** A poll in a list. */
export const pollCard = z.object({
  slug: z.string(),
  kind: pollKind,
  question: z.string(),
  organiser: authorView,
  story: z.object({ slug: z.string(), title: z.string() }).nullable(),
  closesAt: z.iso.datetime().nullable(),
  /** When it was closed, by hand or by its deadline; null while it is open. */
  closedAt: z.iso.datetime().nullable(),
  responses: z.number().int(),
  /** Whether the member who asks has answered. */
  answered: z.boolean(),
  createdAt: z.iso.datetime(),
});
export type PollCard = z.infer<typeof pollCard>;

export const pollView = pollCard.extend({
  id: z.string(),
  /** By moderators; its organiser alone sees it. */
  hidden: z.boolean(),
  description: z.string(),
  options: z.array(optionView),
  /** Of a choice: whether one may choose several. */
  multiple: z.boolean(),
  timeZone: z.string(),
  visibility: pollVisibility,
  resultsFor: pollAudience,
  guests: z.boolean(),
  /** Numbers of the options that won; several where they tie. */
  winners: z.array(z.number().int()),
  own: z.boolean(),
  /** The member's own answer; a guest's comes with its key. */
  mine: answerView.nullable(),
  /** Null for those who may not see them yet: see `resultsFor`. */
  results: pollResults.nullable(),
  /** The server's clock when this was read. */
  now: z.iso.datetime(),
  /** Position of the log at which it was read; subscribe from it. */
  live: z.string(),
});
export type PollView = z.infer<typeof pollView>;

export const bySlugInput = z.object({ slug });

export const openAnswerInput = z.object({ slug, key });
export type OpenAnswer = z.infer<typeof openAnswerInput>;

/** A guest's answer, and what having answered lets one see. */
export const openedAnswer = z.object({ answer: answerView, results: pollResults.nullable(), live: z.string() });
export type OpenedAnswer = z.infer<typeof openedAnswer>;

export const respondedView = z.object({
  answer: answerView,
  /** For a guest's first answer: the key to change it with. It is told this once. */
  key: key.nullable(),
  results: pollResults.nullable(),
});
export type RespondedView = z.infer<typeof respondedView>;

export const withdrawInput = z.object({ slug, key: key.optional() });
export type Withdraw = z.infer<typeof withdrawInput>;

export const removeResponseInput = z.object({ slug, id: z.uuid() });
export type RemoveResponse = z.infer<typeof removeResponseInput>;

export const closePollInput = z.object({
  slug,
  /** The option that wins; without it the best, and all of them where they tie. May be said after the closing too. */
  winner: number.optional(),
});
export type ClosePoll = z.infer<typeof closePollInput>;

export const reopenPollInput = z.object({ slug, closesAt: deadline.nullable().default(null) });
export type ReopenPoll = z.output<typeof reopenPollInput>;

export const listPollsInput = z.object({
  /** `open`: public ones that take answers. `public`: closed ones too. `mine`: my own. `answered`: those that I have answered. */
  filter: z.enum(["open", "public", "mine", "answered"]).default("open"),
  /** Only those about this story. */
  storyId: z.uuid().optional(),
  limit: z.number().int().min(1).max(50).default(20),
  cursor: text().max(200).nullish(),
});
export type ListPolls = z.output<typeof listPollsInput>;

export const pollPage = z.object({ items: z.array(pollCard), nextCursor: z.string().nullable() });
export type PollPage = z.infer<typeof pollPage>;

export const clockView = z.object({ now: z.iso.datetime() });

export const onResultsInput = z.object({
  slug,
  /** Of a guest's edit link, for a poll that shows its results to those who have answered. */
  key: key.optional(),
  ...resumable,
});
export type OnResults = z.infer<typeof onResultsInput>;

/** Why somebody may not answer a poll that they can see. */
export type Refusal = "closed" | "members" | "full" | "name";
