import type { Genre } from "@/modules/story/schema";
import { wordsIn } from "../measure";
import { type Brief, wordsOf } from "../schema";
import { capitals, expand, pick, randomFrom, type Slots, shuffled } from "./grammar";
import { anyThing, castOf } from "./nouns";
import { aims, firstBeats, lateBeats, middleBeats, openings, turns, wishes } from "./scenes";
import { voices } from "./voices";
import { names, worlds } from "./worlds";

/** A story that is put together from a grammar: setting, character, wish, obstacles, turn, close. */
export interface Composition {
  /** In the order in which they are read. */
  paragraphs: string[];
  title: string;
}

/**
 * Composes a story of about the length that the brief asks for. The same seed, brief and vocabulary give the same text.
 * @param vocabulary nouns of things, such as those of public stories, the best first.
 */
export function compose(seed: string, brief: Brief, vocabulary: readonly string[]): Composition {
  const random = randomFrom(seed);
  const slots = furnish(brief, vocabulary, random);
  const voice = voices[brief.tone];
  const write = (template: string) => expand(template, slots, random);
  const one = (templates: readonly [string, ...string[]]) => write(pick(templates, random));

  const head = [one(openings), one(wishes)];
  const tail = [one(turns), one(voice.closings)];
  const asides = shuffled(voice.asides, random);
  const beats = {
    first: shuffled(firstBeats, random),
    middle: shuffled(middleBeats, random),
    late: shuffled(lateBeats, random),
  };
  const target = wordsOf[brief.length];
  const written = { first: [] as string[], middle: [] as string[], late: [] as string[] };
  let words = count([...head, ...tail]);
  // A short story has an attempt and an obstacle; a longer one has more of each, and what it costs.
  const order = ["first", "middle", "first", "middle", "late", "middle"] as const;
  for (let turn = 0; turn < 60; turn++) {
    const phase = order[turn % order.length] ?? "middle";
    const template = beats[phase].pop();
    if (!template) continue;
    const aside = random() < 0.35 ? asides.pop() : undefined;
    const paragraph = [template, ...(aside ? [aside] : [])].map(write).join(" ");
    const more = count([paragraph]);
    if (words + more / 2 > target) break;
    written[phase].push(paragraph);
    words += more;
  }
  const paragraphs = [...head, ...written.first, ...written.middle, ...written.late, ...tail];
  return { paragraphs, title: titleOf(slots) };
}

const count = (paragraphs: readonly string[]) => wordsIn(paragraphs.join("\n\n")).length;

const pronouns: Record<"she" | "he", Slots> = {
  she: { he: "she", him: "her", his: "her", himself: "herself" },
  he: { he: "he", him: "him", his: "his", himself: "himself" },
};

function furnish(
  { idea, genre }: { idea: string; genre: Genre },
  vocabulary: readonly string[],
  random: () => number,
): Slots {
  const world = worlds[genre];
  const cast = castOf(idea);
  const [name, pronoun] = pick(names, random);
  const [friend, friendWork] = pick(world.friends, random);
  const role = cast.roles[0] ?? pick(world.roles, random);
  const thing = cast.things[0] ?? anyThing(idea) ?? pick(world.things, random);
  const plural = /[^sui]s$/.test(thing);
  const furniture = shuffled(
    [...new Set([...cast.things.slice(1), ...vocabulary.slice(0, 24), ...world.things])].filter(
      (word) => word !== thing && !/[^s]s$/.test(word),
    ),
    random,
  );
  const agreement = plural ? { it: "they", them: "them", was: "were" } : { it: "it", them: "it", was: "was" };
  const slots: Record<string, string> = {
    ...pronouns[pronoun],
    ...agreement,
    name,
    role,
    thing,
    friend,
    friendWork,
    place: cast.places[0] ? `the ${cast.places[0]}` : pick(world.places, random),
    office: pick(world.offices, random),
    weather: pick(world.weathers, random),
    truth: pick(world.truths, random),
  };
  for (let index = 1; index <= 9; index++) slots[`d${index}`] = furniture[index - 1] ?? "lamp";
  slots.wish = expand(pick(aims, random), slots, random);
  return slots;
}

const titleOf = ({ role = "", thing = "" }: Slots) => `The ${capitals(role)} and the ${capitals(thing)}`;
