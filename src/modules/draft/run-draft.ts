import { setImmediate as nextTurn } from "node:timers/promises";
import { JobFailure, type RunContext } from "@/jobs/define-job";
import { listTags } from "@/modules/story/queries";
import { countWords } from "@/modules/story/schema";
import { actingFor } from "@/modules/transfer/queries";
import { env } from "@/platform/env";
import { checkDraft, type Repaired, repair } from "./check";
import { compose } from "./compose/compose";
import { nounsOf } from "./compose/nouns";
import { finish } from "./finish";
import { wordsIn } from "./measure";
import { promptFor } from "./prompt";
import { findLanded, leadingStories, readChapters, searchStories } from "./queries";
import { type Findings, findingsOf, type ReadStory, readStory } from "./research";
import { type Brief, type DraftResult, wordsOf } from "./schema";
import { landDraft } from "./store";
import { writeWithModel } from "./write-with-model";

type Stage =
  | "serp-analysis"
  | "competitor-scraping"
  | "seo-analysis"
  | "content-generation"
  | "validation"
  | "optimization";
type Context = RunContext<Brief, Stage>;

/** Stories that are looked for, and of those the ones that are read. */
const searched = 8;
const read = 5;

/** Writes a draft. Its story has the id of the job, so that it lands once, whatever becomes of the worker. */
export async function runDraft(context: Context): Promise<DraftResult> {
  const { id, ownerId, input, report, signal } = context;
  const landed = await findLanded(id, ownerId);
  if (landed) {
    const { title, chapters, ...story } = landed;
    const body = chapters[0]?.body ?? "";
    // The worker died between this and saying so; what its page showed is shown again.
    await report.stage("optimization");
    report.write(body);
    return resultOf(context, { ...story, titles: [title], body, description: landed.blurb }, null);
  }

  const stories = await research(context);
  const findings = findingsOf(stories);
  await report.stage("seo-analysis");
  logFindings(context, findings);
  const vocabulary = nounsOf(stories.flatMap(({ texts }) => texts));
  const knownTags = [...stories.flatMap(({ story }) => story.tags), ...(await listTags()).map(({ tag }) => tag)];

  await report.stage("content-generation");
  const { text, title, note } = await write(context, findings, vocabulary);

  await report.stage("validation");
  const repaired = repair(text);
  for (const line of repaired.repairs) report.log(line);
  const { body } = repaired;
  if (!body)
    throw new JobFailure("The writing service answered without a story.", "Word the idea differently, and try again.");
  for (const { label, ok, found } of checkDraft(body, expected(input, findings))) {
    report.log(`${ok ? "✓" : "Look again"} · ${label}: ${found}`);
  }

  await report.stage("optimization");
  const finished = finish({
    idea: input.idea,
    body,
    title: titleOf(repaired, title),
    taken: stories.map(({ story }) => story.title),
    knownTags,
  });
  report.log(`Titles: ${finished.titles.map((option) => `“${option}”`).join(", ")}`);
  signal.throwIfAborted();
  const { genre, audience } = input;
  const { blurb, tags, titles } = finished;
  const slug = await landDraft({
    id,
    authorId: ownerId,
    title: titles[0] ?? "Untitled",
    blurb,
    tags,
    genre,
    rating: audience,
    body,
    note,
  });
  return resultOf(context, { id, slug, body, ...finished }, findings);
}

/** The first two stages: who readers find for the idea, and how those stories are made. */
async function research({ ownerId, input, report, signal }: Context): Promise<ReadStory[]> {
  const actor = await actingFor(ownerId);
  await report.stage("serp-analysis", "Asking what readers find for this idea");
  let found = await searchStories(actor, input.idea, searched);
  if (found.length === 0) {
    report.log("Readers find nothing for this idea yet. What they read of its genre is looked at instead.");
    found = await leadingStories(actor, input.genre, searched);
  }
  for (const { title, author, words } of found)
    report.log(`Readers find “${title}” by ${author}, ${words.toLocaleString("en")} words`);

  await report.stage("competitor-scraping");
  const stories: ReadStory[] = [];
  for (const story of found.slice(0, read)) {
    signal.throwIfAborted();
    const done = readStory(story, await readChapters(story.id));
    stories.push(done);
    const { measures, chapters } = done;
    const parts = `${chapters} ${chapters === 1 ? "chapter" : "chapters"}, ${measures.paragraphs} paragraphs`;
    report.log(`“${story.title}”: ${parts}, ${Math.round(measures.dialogue * 100)} % dialogue`);
    report.progress(stories.length / Math.min(found.length, read), story.title);
    await nextTurn(); // pages may be served by this process
  }
  return stories;
}

function logFindings({ input, report }: Context, { words, titleWords, ease, dialogue, keywords }: Findings): void {
  if (ease === null) {
    report.log("There is nothing public to compare with yet.");
    return;
  }
  report.log(`They have about ${words.toLocaleString("en")} words; ${wordsOf[input.length]} are asked for`);
  report.log(
    `Their titles have ${titleWords} words, their reading ease is ${Math.round(ease)}, ${Math.round(dialogue * 100)} % is dialogue`,
  );
  if (keywords.length > 0) report.log(`Words that they share: ${keywords.join(", ")}`);
}

const offlineNote = "Composed offline from a grammar and the words of public stories.";
const modelNote = "Drafted by a language model.";

/** Writes into the report as the text comes, and returns all of it. */
async function write(context: Context, findings: Findings, vocabulary: readonly string[]) {
  const { id, input, report, signal } = context;
  const target = wordsOf[input.length];
  const { generator } = env();
  let text = "";
  let words = 0;
  const add = (more: string) => {
    text += more;
    report.write(more);
    words += wordsIn(more).length;
    report.progress(Math.min(0.98, words / target), `${words} words`);
  };
  if (generator) {
    const onTrouble = (trouble: string) => {
      report.log(trouble);
      report.progress(Math.min(0.98, words / target), trouble);
    };
    for await (const more of writeWithModel({ generator, prompt: promptFor(input, findings), signal, onTrouble }))
      add(more);
    return { text, title: "", note: modelNote };
  }
  report.log("No writing service is set up here: this is composed from a grammar and the words of public stories.");
  const { paragraphs, title } = compose(id, input, vocabulary);
  for (const [index, paragraph] of paragraphs.entries()) {
    add(index === 0 ? paragraph : `\n\n${paragraph}`);
    await nextTurn();
  }
  return { text, title, note: offlineNote };
}

const titleOf = ({ title }: Repaired, composed: string) => title || composed;

const expected = ({ length, audience }: Brief, findings: Findings | null) => ({
  words: wordsOf[length],
  audience,
  ease: findings?.ease ?? null,
});

interface Finished {
  id: string;
  slug: string;
  titles: string[];
  blurb: string;
  tags: string[];
  description: string;
  body: string;
}

const resultOf = ({ input }: Context, { id, body, ...story }: Finished, findings: Findings | null): DraftResult => ({
  storyId: id,
  href: `/studio/${id}`,
  ...story,
  words: countWords(body),
  checks: checkDraft(body, expected(input, findings)),
});
