import type { Page } from "@playwright/test";
import { promptly } from "../support/eventually";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";

const live = (page: Page) => expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");
const readers = (page: Page) => page.getByRole("region", { name: "Reading now" });

test("two people on a story see each other read and reply, until one of them turns invisible", async ({
  openAs,
  author,
}) => {
  const { slug } = await author.publish("A Story for Two");
  const reader = await signUp();
  const [atAuthor, atReader] = [await (await openAs(author)).newPage(), await (await openAs(reader)).newPage()];
  for (const page of [atAuthor, atReader]) {
    await page.goto(`/stories/${slug}`);
    await live(page);
  }
  await expect(readers(atAuthor)).toContainText("1 other reads this now");
  await expect(readers(atReader)).toContainText("1 other reads this now");
  await atReader.getByRole("textbox", { name: "Your comment" }).pressSequentially("Well");
  await expect(atAuthor.getByTestId("typing")).toHaveText(`Author ${reader.handle} is replying …`);
  await expectAccessible(atAuthor);
  await expect(atAuthor.getByTestId("typing")).toHaveText("", { timeout: 8_000 });
  const settings = await atReader.context().newPage();
  await settings.goto("/settings/boundaries");
  await settings.getByRole("checkbox", { name: "Stay invisible" }).check();
  await expect(settings.getByText("Saved.")).toBeVisible();
  await expect(readers(atAuthor)).toHaveText("", { timeout: promptly });
  await expectAccessible(settings);
});

test("a co-author is invited and reads along; the pen is asked for, handed over, and back when its holder leaves", async ({
  openAs,
  author,
}) => {
  const { id } = await author.draft("Ours");
  const other = await signUp();
  const [atAuthor, atOther] = [await (await openAs(author)).newPage(), await (await openAs(other)).newPage()];
  const text = (page: Page) => page.getByRole("textbox", { name: "Text", exact: true });
  await atAuthor.goto(`/studio/${id}`);
  await atAuthor.getByRole("textbox", { name: "Handle of whom you invite" }).fill(`@${other.handle}`);
  await atAuthor.getByRole("button", { name: "Invite" }).click();
  await expect(atAuthor.getByText("Editor, invited")).toBeVisible();
  await atOther.goto("/studio");
  await atOther.getByRole("button", { name: "Accept" }).click();
  const row = atOther.getByTestId("story-item").filter({ hasText: `Shared by Author ${author.handle}` });
  await row.getByRole("link", { name: "Ours" }).click();
  await expect(atOther.getByText(`Author ${author.handle} is editing this chapter`)).toBeVisible();
  await expect(text(atOther)).toHaveAttribute("aria-readonly", "true");
  const outline = atAuthor.getByTestId("outline-item");
  await expect(outline).toContainText(`Author ${other.handle} is here`);
  await expect(atOther.getByRole("button", { name: "Publish" })).toHaveCount(0);
  await expectAccessible(atOther);

  await text(atAuthor).click();
  await atAuthor.keyboard.press("ControlOrMeta+End");
  await atAuthor.keyboard.type(" The last train had gone.");
  await atOther.getByRole("button", { name: "Ask to take over" }).click();
  await expectAccessible(atAuthor);
  await atAuthor.getByRole("button", { name: "Hand over" }).click();
  await expect(text(atAuthor)).toHaveAttribute("aria-readonly", "true");
  // What was written until then is there before anything can be added.
  await expect(text(atOther)).not.toHaveAttribute("aria-readonly", "true");
  await expect(text(atOther)).toContainText("The last train had gone.");
  await text(atOther).click();
  await atOther.keyboard.press("ControlOrMeta+End");
  await atOther.keyboard.type(" So they walked.");
  await expect(text(atAuthor)).toContainText("So they walked.", { timeout: 15_000 });
  await atOther.close();
  await expect(text(atAuthor)).not.toHaveAttribute("aria-readonly", "true", { timeout: 15_000 });
  await expect(text(atAuthor)).toContainText("The last train had gone. So they walked.");
  await atAuthor.getByRole("button", { name: `Remove Author ${other.handle}` }).click();
  await expect(atAuthor.getByRole("button", { name: `Remove Author ${other.handle}` })).toHaveCount(0);
});
