import { parseDocument } from "htmlparser2";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { GET as atom } from "@/app/community/atom.xml/route";
import { GET as rss } from "@/app/community/rss.xml/route";
import { GET as authorAtom } from "@/app/members/[handle]/atom.xml/route";
import { GET as authorRss } from "@/app/members/[handle]/rss.xml/route";
import { GET as memberPicture } from "@/app/og/members/[handle]/route";
import { GET as pollPicture } from "@/app/og/polls/[slug]/route";
import { GET as chapterPicture } from "@/app/og/stories/[slug]/[chapter]/route";
import { GET as picture } from "@/app/og/stories/[slug]/route";
import { GET as sitemap } from "@/app/sitemap.xml/route";
import { GET as sitemapPart } from "@/app/sitemaps/[part]/route";
import { type App, startApp } from "../support/app";
import type { Person } from "../support/people";

let app: App;
let author: Person;
/** Stories of every kind but public, whose titles must come up nowhere. */
const hidden = ["For followers", "By its link", "Not finished", "Taken back"];
let open: { id: string; slug: string };
let followersOnly: { slug: string };

beforeAll(async () => {
  app = await startApp();
  author = await app.member();
  const make = async (title: string) => author.api.story.create.mutate({ title, body: "A text.", blurb: `${title}.` });
  const publish = async (title: string, visibility: "public" | "followers" | "unlisted") =>
    author.api.story.publish.mutate({ id: (await make(title)).id, visibility });
  followersOnly = await publish("For followers", "followers");
  await publish("By its link", "unlisted");
  await make("Not finished");
  const { id } = await publish("Taken back", "public");
  await author.api.story.unpublish.mutate({ id });
  open = await publish("For <all> & \"everyone\" 'there' \u0001", "public");
  const story = await make("Explicitly so");
  await author.api.story.update.mutate({ id: story.id, version: story.version, rating: "explicit" });
  await author.api.story.publish.mutate({ id: story.id });
});
afterAll(() => app[Symbol.asyncDispose]());

const asked = (headers: HeadersInit = {}) => new Request("http://inkwire.example/", { headers });
const of = (handle: string) => ({ params: Promise.resolve({ handle }) });

test.each([
  ["of the community, RSS", () => rss(asked())],
  ["of the community, Atom", () => atom(asked())],
  ["of an author, RSS", () => authorRss(asked(), of(author.handle))],
  ["of an author, Atom", () => authorAtom(asked(), of(author.handle))],
])("the feed %s has what everybody may see, and nothing else", async (_, get) => {
  const response = await get();
  expect(response.headers.get("content-type")).toMatch(/^application\/(rss|atom)\+xml/);
  const xml = await response.text();
  expect(xml).toContain(`/stories/${open.slug}`);
  for (const title of hidden) expect(xml).not.toContain(title);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: XML may not hold them
  expect(xml).not.toMatch(/[\u0000-\u0008]/);
  const tree = JSON.stringify(parseDocument(xml, { xmlMode: true }), (key, value) =>
    ["parent", "prev", "next"].includes(key) ? undefined : value,
  );
  expect(tree).toMatch(/For (<|&lt;)all/);
});

test("who has a feed already is told so, until there is something new", async () => {
  const etag = (await rss(asked())).headers.get("etag") ?? "";
  expect((await rss(asked({ "if-none-match": `W/${etag}` }))).status).toBe(304);
  const { id } = await author.api.story.create.mutate({ title: "Something new", body: "A text." });
  await author.api.story.publish.mutate({ id });
  expect((await rss(asked({ "if-none-match": etag }))).status).toBe(200);
  expect((await authorRss(asked(), of("nobody-of-this-name"))).status).toBe(404);
  expect((await authorRss(asked(), of("\u0000"))).status).toBe(404);
});

test("the sitemap leads to all that everybody may see, and nothing else", async () => {
  const index = await (await sitemap(asked())).text();
  const parts = [...index.matchAll(/\/sitemaps\/([^<]+)</g)].map(([, part]) => part ?? "");
  expect(parts).toEqual(["pages.xml", "stories-1.xml"]);
  const read = async (part: string) => sitemapPart(asked(), { params: Promise.resolve({ part }) });
  const all = (await Promise.all(parts.map(async (part) => (await read(part)).text()))).join("");
  expect(all).toContain(`/stories/${open.slug}<`);
  expect(all).toContain(`/members/${author.handle}<`);
  expect(all).toContain("/community<");
  expect(all).not.toMatch(/for-followers|by-its-link|not-finished|taken-back/);
  for (const part of ["stories-2.xml", "stories-0.xml", "../x", "members.xml"])
    expect((await read(part)).status, part).toBe(404);
});

test("the picture of a story is drawn without the network, whatever its title, and of public stories alone", async () => {
  const fetched = vi.spyOn(globalThis, "fetch");
  const pictureOf = (slug: string) => picture(asked(), { params: Promise.resolve({ slug }) });
  const strange = await author.api.story.create.mutate({ title: "物語 🙂 Ένα Слово ẞ ﷽", body: "A text." });
  await author.api.story.publish.mutate({ id: strange.id });
  const { slug } = await author.api.story.manuscript.query({ id: strange.id });
  fetched.mockClear();
  for (const address of [open.slug, slug]) {
    const response = await pictureOf(address);
    expect(response.headers.get("content-type")).toBe("image/png");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(bytes.subarray(1, 4).toString()).toBe("PNG");
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1_200, 630]);
  }
  expect(fetched.mock.calls.filter(([address]) => /^https?:/.test(String(address)))).toEqual([]);
  fetched.mockRestore();
  expect((await pictureOf(followersOnly.slug)).status).toBe(404);
  expect((await pictureOf("nothing-here")).status).toBe(404);
});

test("chapters, authors and polls have pictures too, of what everybody may see", async () => {
  const isPicture = async (response: Promise<Response>) => (await response).headers.get("content-type") === "image/png";
  const chapter = (slug: string, number: string) =>
    chapterPicture(asked(), { params: Promise.resolve({ slug, chapter: number }) });
  expect(await isPicture(chapter(open.slug, "1"))).toBe(true);
  for (const [slug, number] of [
    [open.slug, "2"],
    [open.slug, "first"],
    [followersOnly.slug, "1"],
  ] as const)
    expect((await chapter(slug, number)).status, `${slug} ${number}`).toBe(404);
  const member = (handle: string) => memberPicture(asked(), { params: Promise.resolve({ handle }) });
  expect(await isPicture(member(author.handle))).toBe(true);
  expect((await member("nobody-at-all")).status).toBe(404);
  const poll = async (visibility: "public" | "unlisted") => {
    const { slug } = await author.api.poll.create.mutate({
      kind: "choice",
      question: "What happens next?",
      timeZone: "UTC",
      visibility,
      choices: ["They stay", "They leave"],
    });
    return pollPicture(asked(), { params: Promise.resolve({ slug }) });
  };
  expect(await isPicture(poll("public"))).toBe(true);
  expect((await poll("unlisted")).status).toBe(404);
});
