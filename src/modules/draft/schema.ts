import { z } from "zod";
import { genre } from "@/modules/story/schema";
import { text } from "@/platform/text";

export const tones = ["quiet", "warm", "wry", "tense"] as const;
export const tone = z.enum(tones);
export type Tone = z.infer<typeof tone>;

export const lengths = ["page", "short", "long"] as const;
export const length = z.enum(lengths);
export type Length = z.infer<typeof length>;

/** Words that a draft of each length aims at. */
export const wordsOf: Record<Length, number> = { page: 300, short: 700, long: 1_400 };

/** The ratings that a draft can be written for. */
export const audiences = ["general", "teen", "mature"] as const;
export const audience = z.enum(audiences);
export type Audience = z.infer<typeof audience>;

export const wizardSteps = ["idea", "voice", "shape", "review"] as const;
export const wizardStep = z.enum(wizardSteps);
export type WizardStep = z.infer<typeof wizardStep>;

export const ideaLimit = 600;
const shortestIdea = 12;

const idea = text()
  .trim()
  .min(shortestIdea, "Say a little more: a person, a thing, a trouble")
  .max(ideaLimit, `At most ${ideaLimit} characters`);

/** All that is needed to write a draft. */
export const brief = z.object({
  idea,
  genre: z.enum(genre.options, "Choose a genre"),
  tone: z.enum(tones, "Choose a tone"),
  length: z.enum(lengths, "Choose a length"),
  audience: z.enum(audiences, "Choose who may read it"),
});
export type Brief = z.infer<typeof brief>;

/** A brief on its way: as much as was chosen, and an idea of any length, so that nothing typed is lost. */
const answers = z.object({
  idea: text().max(10_000, "At most 10000 characters"),
  genre: genre.nullable(),
  tone: tone.nullable(),
  length: length.nullable(),
  audience: audience.nullable(),
});
export type Answers = z.infer<typeof answers>;

export const wizardView = answers.extend({
  step: wizardStep,
  /** 0 before the first save; hand it back with the next. */
  version: z.number().int(),
  /** Whether there is something to go on with. */
  open: z.boolean(),
  /** When it was saved last; null before the first time. */
  savedAt: z.iso.datetime().nullable(),
});
export type WizardView = z.infer<typeof wizardView>;

export const saveWizardInput = answers.extend({
  step: wizardStep,
  /** The version that was changed. */
  version: z.number().int().nonnegative(),
});
export type SaveWizard = z.infer<typeof saveWizardInput>;

export const generateInput = brief.extend({
  /** Of the wizard that this was entered into, which is empty from then on. */
  version: z.number().int().nonnegative().optional(),
});
export type GenerateInput = z.infer<typeof generateInput>;

const id = z.uuid("A job's id is a UUID");
export const keepPartialInput = z.object({ id });
export const keptPartial = z.object({ storyId: z.string(), href: z.string() });
export type KeptPartial = z.infer<typeof keptPartial>;

/** One thing that was looked at in a draft. */
export const draftCheck = z.object({
  id: z.enum(["length", "repetition", "readability", "rating", "leftovers"]),
  label: z.string(),
  ok: z.boolean(),
  /** What was found, in words for the author. */
  found: z.string(),
});
export type DraftCheck = z.infer<typeof draftCheck>;

/** What came of a draft. */
export const draftResult = z.object({
  storyId: z.string(),
  /** Where it lies in the studio. */
  href: z.string(),
  /** The first is the draft's. */
  titles: z.array(z.string()),
  blurb: z.string(),
  slug: z.string(),
  tags: z.array(z.string()),
  /** For search engines and link previews: one line. */
  description: z.string(),
  words: z.number().int(),
  checks: z.array(draftCheck),
});
export type DraftResult = z.infer<typeof draftResult>;
