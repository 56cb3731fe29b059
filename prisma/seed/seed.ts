import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { hashPassword, verifyPassword } from "better-auth/crypto";
import { parse } from "yaml";
import { z } from "zod";
import { writeAnchor } from "@/modules/reading/anchor";
import { type SearchTerms, searchTerms } from "@/modules/saved-search/schema";
import { heatOf } from "@/modules/story/heat";
import { countWords, genre, progress, rating, tag } from "@/modules/story/schema";
import { slugOf } from "@/modules/story/slug";
import { db } from "@/platform/db";
import { readChapters } from "./chapters";
import { createCollections } from "./collections";
import { createComments, createKudos } from "./conversation-rows";
import { createFeedback } from "./feedback";
import { demoAuthors, demoMember, demoPassword, demoStaff } from "./members";
import { createCases } from "./moderation";
import { createNotifications } from "./notifications";
import { createPolls } from "./polls";
import { createWebhooks } from "./webhooks";

const frontMatter = z.object({
  title: z.string(),
  author: z.enum(demoAuthors.map(({ handle }) => handle) as [string, ...string[]]),
  genre,
  tags: z.array(tag),
  blurb: z.string().max(1_250),
  rating,
  warnings: z.array(z.string()),
  progress: progress.default("complete"),
});

type DemoStory = z.infer<typeof frontMatter> & { body: string };

/** The demo stories as they lie in prisma/seed/stories. */
function readDemoStories(): DemoStory[] {
  const directory = path.resolve("prisma/seed/stories");
  return readdirSync(directory)
    .filter((name) => name.endsWith(".md"))
    .sort()
    .map((name) => {
      const [, head = "", body = ""] =
        /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(readFileSync(path.join(directory, name), "utf8")) ?? [];
      return { ...frontMatter.parse(parse(head)), body: body.trim() };
    });
}

const hour = 60 * 60 * 1_000;

/** E-mail addresses of those who look after the demo, as far as they are here and still sign in with what everybody knows. */
export async function listOpenDemoStaff(): Promise<string[]> {
  const accounts = await db().account.findMany({
    where: { providerId: "credential", member: { email: { in: demoStaff.map(({ email }) => email) }, bannedAt: null } },
    select: { password: true, member: { select: { email: true } } },
  });
  const open: string[] = [];
  for (const { password: hash, member } of accounts) {
    if (hash && (await verifyPassword({ hash, password: demoPassword }))) open.push(member.email);
  }
  return open;
}

/**
 * Adds the demo members and stories to an empty community, at once or not at all, and returns whether it did. Stories are
 * spread over the weeks before, so that the feed reads like one that has lived.
 */
export async function seedDemo(): Promise<boolean> {
  if ((await db().member.count()) > 0) return false;
  const stories = readDemoStories();
  const password = await hashPassword(demoPassword);
  const now = Date.now();
  return db().$transaction(
    async (tx) => {
      // Of several processes that start together, one seeds.
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(7110433)`;
      if ((await tx.member.count()) > 0) return false;
      for (const person of [demoMember, ...demoAuthors, ...demoStaff]) {
        const id = `demo-${person.handle}`;
        await tx.member.create({
          data: {
            id,
            ...person,
            emailVerified: true,
            accounts: { create: { id: `${id}-password`, accountId: id, providerId: "credential", password } },
          },
        });
      }
      await tx.follow.createMany({
        data: ["maren", "priya"].map((author) => ({
          followerId: `demo-${demoMember.handle}`,
          authorId: `demo-${author}`,
        })),
      });
      await tx.tagFollow.create({ data: { memberId: `demo-${demoMember.handle}`, tag: "letters" } });
      // A tag that no demo story has: the settings show it, and the feed lacks nothing.
      await tx.unwantedTag.create({ data: { memberId: `demo-${demoMember.handle}`, tag: "spiders" } });
      for (const [index, story] of shuffled(stories).entries()) {
        await createPublished(tx, story, index, new Date(now - (index * 31 + 2) * hour));
      }
      await readSome(tx, now);
      await createCollections(tx);
      await saveSearches(tx, now);
      await createDraft(tx, now);
      await createNotifications(tx, now);
      await createWebhooks(tx, now);
      await createPolls(tx, now);
      await createCases(tx, now);
      await createFeedback(tx, now);
      return true;
    },
    { timeout: 60_000 },
  );
}

type SeedTx = Parameters<Parameters<ReturnType<typeof db>["$transaction"]>[0]>[0];

async function createPublished(tx: SeedTx, story: DemoStory, index: number, publishedAt: Date): Promise<void> {
  const { author, body, ...details } = story;
  const chapters = readChapters(body);
  // Of several chapters the last went up when the story came up last; the others before, one a fortnight.
  const wentUp = (position: number) =>
    new Date(publishedAt.getTime() - (chapters.filter(({ draft }) => !draft).length - position) * 14 * 24 * hour);
  const firstPublishedAt = wentUp(1);
  const { id } = await tx.story.create({
    data: {
      ...details,
      authorId: `demo-${author}`,
      slug: `demo-${index}`,
      coverSeed: hash(details.title),
      status: "published",
      publishedAt: firstPublishedAt,
      firstPublishedAt,
      openedAt: firstPublishedAt,
      editedAt: publishedAt,
      heat: heatOf(0, publishedAt),
      chapters: {
        createMany: {
          data: chapters.map((chapter) => ({
            ...chapter,
            editedAt: publishedAt,
            publishedAt: chapter.draft ? null : wentUp(chapter.position),
          })),
        },
      },
    },
    select: { id: true },
  });
  await tx.story.update({ where: { id }, data: { slug: slugOf(details.title, id) }, select: { id: true } });
  const created = { id, title: details.title, author, publishedAt };
  await createComments(tx, created, Date.now());
  await createKudos(tx, created);
}

/** The demo member is in the middle of one story, and has marked two for later. */
async function readSome(tx: SeedTx, now: number): Promise<void> {
  const memberId = `demo-${demoMember.handle}`;
  const chapters = await tx.chapter.findMany({
    where: { story: { title: "The Lamplighter’s Ledger" }, position: { lte: 2 } },
    orderBy: { position: "asc" },
    select: { id: true, storyId: true, position: true },
  });
  await tx.readingPlace.createMany({
    data: chapters.map(({ id, storyId, position }) => {
      const readAt = new Date(now - (3 - (position ?? 0)) * hour);
      const finished = position === 1;
      return {
        ...{ memberId, chapterId: id, storyId, readAt },
        anchor: finished
          ? ""
          : writeAnchor(
              Array.from({ length: 5 }, () => "0"),
              2,
            ),
        fraction: finished ? 1 : 0.4,
        finishedAt: finished ? readAt : null,
      };
    }),
  });
  const later = await tx.story.findMany({
    where: { title: { in: ["Letters to a Signal Box", "The Salt Account"] } },
    select: { id: true },
  });
  await tx.bookmark.createMany({ data: later.map(({ id }) => ({ memberId, storyId: id })) });
}

/** The demo member keeps two searches, and has looked at neither for some days. */
async function saveSearches(tx: SeedTx, now: number): Promise<void> {
  const memberId = `demo-${demoMember.handle}`;
  const searches: { name: string; terms: SearchTerms; days: number }[] = [
    { name: "By the sea", terms: searchTerms.parse({ q: "sea or harbour" }), days: 9 },
    { name: "Trains, at any length", terms: searchTerms.parse({ tags: ["trains"], sort: "newest" }), days: 20 },
  ];
  await tx.savedSearch.createMany({
    data: searches.map(({ days, ...search }) => ({ ...search, memberId, openedAt: new Date(now - days * 24 * hour) })),
  });
}

/** For the studio: a draft, a story that waits for its time, and an idea that was left in the middle of the wizard. */
async function createDraft(tx: SeedTx, now: number): Promise<void> {
  await tx.draftWizard.create({
    data: {
      memberId: `demo-${demoMember.handle}`,
      step: "voice",
      idea: "A lighthouse keeper finds letters addressed to the sea, and answers them.",
      genre: "literary",
    },
  });
  await createUnpublished(tx, {
    title: "The Night Ferry Keeps a Library",
    slug: "demo-draft",
    blurb: "A purser, a shelf of forty-one books, and nine that went ashore.",
    genre: "mystery",
    tags: ["sea", "night"],
    editedAt: new Date(now),
    collaborators: {
      create: [
        {
          memberId: "demo-maren",
          role: "editor",
          invitedAt: new Date(now - 50 * hour),
          acceptedAt: new Date(now - 49 * hour),
        },
        {
          memberId: "demo-ruth",
          role: "reader",
          invitedAt: new Date(now - 50 * hour),
          acceptedAt: new Date(now - 30 * hour),
        },
      ],
    },
    body: "There are forty-one books aboard the *Halcyon*, and the rule, painted above the shelf in the purser’s careful capitals, is that you may take one ashore only if you have left one behind.\n\nOn the second of November somebody took nine.",
  });
  const evening = new Date(now + 3 * 24 * hour);
  evening.setUTCHours(18, 0, 0, 0);
  await createUnpublished(tx, {
    title: "Sunday at the Lost Property Office",
    slug: "demo-scheduled",
    blurb: "One umbrella, two owners, and a clerk who knows which of them is lying.",
    genre: "humour",
    tags: ["office", "rain"],
    editedAt: new Date(now - 5 * hour),
    status: "scheduled",
    scheduledFor: evening,
    body: "On Sundays the office opens at two, because people lose things on Saturday and do not want to know until they have eaten.\n\nThe umbrella had been on the third hook since Thursday. It was black, as they all are. Within four minutes of each other, two gentlemen came in and described it perfectly.",
  });
}

type Unpublished = Omit<Parameters<SeedTx["story"]["create"]>[0]["data"], "author" | "authorId" | "coverSeed"> & {
  title: string;
  body: string;
};

async function createUnpublished(tx: SeedTx, { title, body, ...story }: Unpublished): Promise<void> {
  const words = countWords(body);
  const { id } = await tx.story.create({
    data: {
      ...story,
      title,
      authorId: `demo-${demoMember.handle}`,
      coverSeed: hash(title),
      words,
      chapters: { create: { position: 1, body, words } },
    },
    select: { id: true },
  });
  await tx.story.update({ where: { id }, data: { slug: slugOf(title, id) }, select: { id: true } });
}

/** A stable number from text (FNV-1a, 31 bits). */
const hash = (text: string): number =>
  [...text].reduce((sum, char) => Math.imul(sum ^ (char.codePointAt(0) ?? 0), 16_777_619), 2_166_136_261) >>> 1;

/** Always in the same order, with neighbours by different authors. */
const shuffled = (stories: DemoStory[]): DemoStory[] => [...stories].sort((a, b) => hash(a.title) - hash(b.title));
