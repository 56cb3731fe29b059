import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { strFromU8, unzipSync } from "fflate";
import sharp from "sharp";
import { epubOf } from "../support/epub";
import { hold } from "../support/hold";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";

/** Keeps an import at its last stage. */
const holdImport = () => hold(process.env.INKWIRE_TEST_DATABASE_URL ?? "", "Import", "SHARE");

const state = (page: Page) => page.getByTestId("job-state");
const stage = (page: Page, id: string) => page.getByTestId(`stage-${id}`);

const lighthouse = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: "#345" } })
    .png()
    .toBuffer();

const book = async () => ({
  name: "a-book.epub",
  mimeType: "application/epub+zip",
  buffer: Buffer.from(
    epubOf(
      3,
      [
        { path: "one.xhtml", body: "<h1>One</h1><p>It <em>rained</em>.</p><p>Then not.</p>", toc: [["One"]] },
        {
          path: "two.xhtml",
          body: `<h1>Two</h1><p>A light.</p><img src="light.png" alt="The light"/>`,
          toc: [["Two"]],
        },
        { path: "three.xhtml", body: "<h1>Three</h1><p>Morning.</p>", toc: [["Three"]] },
      ],
      { "OPS/light.png": await lighthouse() },
    ),
  ),
});

test("a book comes in: reloaded in the middle, seen on a second device, looked through, kept, and goes out again", async ({
  openAs,
  author,
}) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/studio");
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await expect(page.getByRole("heading", { name: "Import a story" })).toBeVisible();
  await expectAccessible(page);
  const held = await holdImport();
  await page.getByLabel("Choose a file").setInputFiles(await book());
  await expect(stage(page, "review")).toHaveAttribute("data-standing", "running");
  await page.reload();
  await expect(stage(page, "review")).toHaveAttribute("data-standing", "running");
  await expect(page.getByTestId("job-log")).toContainText("“A Book” by Ana & Ben: 3 chapters");
  const second = await (await openAs(author)).newPage();
  await second.goto(page.url());
  await expect(stage(second, "pictures")).toHaveAttribute("data-standing", "done");
  await held[Symbol.asyncDispose]();
  await expect(state(second)).toHaveText("Done");
  await expect(state(page)).toHaveText("Done");

  await page.getByRole("link", { name: "See what came of it" }).click();
  await expect(page.getByRole("heading", { name: "Look it through" })).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 320, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.getByLabel("Title of the story").fill("The Light");
  await page.getByLabel("Title of chapter 1").fill("Rain");
  await page.getByRole("button", { name: "Join Two with the next" }).click();
  await page.getByRole("button", { name: "Read and cut" }).first().click();
  await page.getByRole("button", { name: "Begin a new chapter before “Then not.”" }).click();
  await page.getByLabel("Title of chapter 2").fill("Dry");
  await page.reload();
  await expect(page.getByLabel("Title of chapter 2")).toHaveValue("Dry");
  await page.getByRole("button", { name: "Begin again" }).click();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("1 story, 3 chapters")).toBeVisible();
  await page.getByTestId("keep-import").click();
  await expect(page).toHaveURL(/\/studio\/[\w-]+$/);
  await expect(page.getByRole("textbox", { name: "Title", exact: true })).toHaveValue("The Light");

  await page.goto("/studio");
  await page.getByRole("button", { name: "More for The Light" }).click();
  await page.getByRole("menuitem", { name: "Download…" }).click();
  await expectAccessible(page);
  await page.getByRole("radio", { name: /^EPUB/ }).check();
  await page.getByRole("button", { name: "Make the file" }).click();
  await expect(state(page)).toHaveText("Done");
  const arriving = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download" }).click();
  const download = await arriving;
  expect(download.suggestedFilename()).toMatch(/\.epub$/);
  const files = unzipSync(await readFile(await download.path()));
  const pages = Object.entries(files).filter(([path]) => path.endsWith(".xhtml"));
  const text = pages.map(([, bytes]) => strFromU8(bytes)).join("\n");
  for (const expected of ["Rain", "<em>rained</em>", "Dry", "Then not.", "Two", "A light.", "Three", "Morning."]) {
    expect(text).toContain(expected);
  }
  expect(Object.keys(files).some((path) => path.endsWith(".png"))).toBe(true);
});

test("a reader downloads a story, a guest is asked to sign in, and its author can keep it here", async ({
  openAs,
  author,
}) => {
  const { id, slug } = await author.publish("A Story to Take Along");
  const [guest, reader] = [await (await openAs(null)).newPage(), await (await openAs(await signUp())).newPage()];
  await reader.goto(`/stories/${slug}`);
  await reader.getByRole("button", { name: "Download" }).click();
  await reader.getByRole("radio", { name: /^HTML/ }).check();
  await expectAccessible(reader);
  await reader.getByRole("button", { name: "Make the file" }).click();
  await expect(state(reader)).toHaveText("Done");
  const arriving = reader.waitForEvent("download");
  await reader.getByRole("link", { name: "Download" }).click();
  expect(await readFile(await (await arriving).path(), "utf8")).toContain("It had rained since");

  await guest.goto(`/stories/${slug}`);
  await expect(guest.getByRole("link", { name: "Download" })).toHaveAttribute("href", /^\/sign-in/);
  const page = await (await openAs(author)).newPage();
  await page.goto(`/studio/${id}`);
  await page.getByLabel("Downloads").selectOption({ label: "Nobody else" });
  await expect.poll(async () => (await author.api.story.bySlug.query({ slug })).downloads).toBe("nobody");
  await guest.reload();
  await expect(guest.getByRole("link", { name: "Save for later" })).toBeVisible();
  await expect(guest.getByRole("link", { name: "Download" })).toHaveCount(0);
});

test("what cannot be read says why, and a file that is no book is refused by name", async ({ openAs, author }) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/studio/import");
  const choose = (name: string, content: string | Buffer) =>
    page
      .getByLabel("Choose a file")
      .setInputFiles({ name, mimeType: "application/octet-stream", buffer: Buffer.from(content) });
  await choose("broken.epub", "PK\u0003\u0004 and then nothing");
  await expect(state(page)).toHaveText("Failed");
  await expect(page.getByRole("main")).toContainText("broken.epub");
  await expect(page.getByRole("main")).toContainText("Check the file, or choose another one.");
  await expectAccessible(page);
});
