import { hold } from "../support/hold";
import { expect, expectAccessible, test } from "./support/fixtures";

test("an idea is told by keyboard, gone on with on a second device, and overwritten by neither unseen", async ({
  author,
  openAs,
}) => {
  const [desk, phone] = await Promise.all([openAs(author), openAs(author)]);
  const page = await desk.newPage();
  await page.goto("/studio/new/wizard");
  const idea = page.getByLabel("What is it about?");
  const saved = page.getByTestId("save-state");
  await expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");
  await idea.focus();
  await page.keyboard.type("A ferryman");
  await expect(page.getByText("Say a little more")).toBeVisible(); // once the typing rests
  await expect(idea).toHaveAccessibleDescription(/10 of 600 characters/);
  await page.keyboard.type(" who is afraid of water");
  await expect(page.getByText("Say a little more")).toBeHidden();
  await expectAccessible(page);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Its voice" })).toBeFocused();

  await page.keyboard.press("Tab");
  await page.keyboard.press("F"); // Fantasy
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowDown");
  await expect(page.getByRole("radio", { name: /Warm/ })).toBeChecked();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Its shape" })).toBeFocused();
  await expect(saved).toHaveAttribute("data-state", "saved");

  const second = await phone.newPage();
  await second.goto("/studio");
  await second.getByTestId("resume-wizard").getByRole("link", { name: "Go on" }).click();
  await expect(second.getByRole("heading", { name: "Its shape" })).toBeVisible();
  await second.getByRole("button", { name: "Back" }).click();
  await expect(second.getByLabel("Genre")).toHaveValue("fantasy");
  await expect(second.getByRole("radio", { name: /Warm/ })).toBeChecked();
  await expect(second.getByTestId("save-state")).toHaveAttribute("data-state", "saved");

  // The phone has saved since: the desk must not overwrite it unseen.
  await page.getByRole("radio", { name: /A page/ }).check();
  const conflict = page.getByRole("alert").filter({ hasText: "changed on another device" });
  await conflict.getByRole("button", { name: "Keep what is here" }).click();
  await expect(conflict).toBeHidden();
  await page.getByRole("radio", { name: /Everyone/ }).check();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "Look it over" })).toBeFocused();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Write the draft" }).click();

  await page.waitForURL(/\/jobs\//);
  await second.goto("/studio");
  await expect(second.getByRole("heading", { name: "Studio" })).toBeVisible();
  await expect(second.getByTestId("resume-wizard")).toHaveCount(0);
});

const brief = {
  idea: "A bell that nobody will ring twice",
  genre: "mystery",
  tone: "tense",
  length: "page",
  audience: "teen",
} as const;

/** Keeps what is written from landing as a story, for as long as it is looked at while it is under way. */
const holdLanding = () => hold(process.env.INKWIRE_TEST_DATABASE_URL ?? "", "Chapter", "SHARE");

test("a draft writes itself over a reload, the same on a second device, and opens", async ({ author, openAs }) => {
  const [desk, phone] = await Promise.all([openAs(author), openAs(author)]);
  const [page, second] = await Promise.all([desk.newPage(), phone.newPage()]);
  const held = await holdLanding();
  const { id } = await author.api.draft.generate.mutate(brief);
  await page.goto(`/jobs/${id}`);
  const text = page.getByTestId("job-text");
  await expect(text).toContainText("The ferryman");
  await page.reload();
  await expect(page.getByTestId("job")).toHaveAttribute("data-state", "running");
  await expect(text).toContainText("The ferryman");
  await second.goto(`/jobs/${id}`);
  await held[Symbol.asyncDispose]();
  for (const one of [page, second]) {
    await expect(one.getByTestId("job")).toHaveAttribute("data-state", "succeeded", { timeout: 20_000 });
    await expect(one.getByTestId("draft-outcome")).toContainText("The Far Bank");
    await expect(one.getByRole("list", { name: "Stages" }).getByText("Generating Expert Content")).toBeVisible();
  }
  expect(await second.getByTestId("job-text").textContent()).toBe(await text.textContent());
  await expectAccessible(page);

  await page.getByRole("link", { name: "See what came of it" }).click();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue("The Far Bank");
  await second.goto("/studio");
  await expect(second.getByRole("link", { name: "The Far Bank" })).toBeVisible();
});

test("what was written before it was cancelled can be kept", async ({ author, openAs }) => {
  const held = await holdLanding();
  const { id } = await author.api.draft.generate.mutate(brief);
  const page = await (await openAs(author)).newPage();
  await page.goto(`/jobs/${id}`);
  await expect(page.getByTestId("job-text")).toContainText("The ferryman");
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByTestId("job")).toHaveAttribute("data-state", "cancelled");
  await held[Symbol.asyncDispose]();
  await page.getByRole("button", { name: "Keep what there is" }).click();
  await expect(page.getByLabel("Title", { exact: true })).toHaveValue(/^Unfinished: A bell/);
});
