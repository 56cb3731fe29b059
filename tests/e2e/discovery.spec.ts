import { randomUUID } from "node:crypto";
import { hold } from "../support/hold";
import { expect, expectAccessible, signUp, test } from "./support/fixtures";

test("a new member is led to their tastes, may skip them, and finds stories with reasons, one followed at once", async ({
  author,
  openAs,
}) => {
  const tag = `q${randomUUID().slice(0, 8)}`;
  const { id } = await author.draft("The Clockmaker’s Dog", "The old dog slept below the clocks.");
  const { version } = await author.api.story.manuscript.query({ id });
  await author.api.story.update.mutate({ id, version, tags: [tag], genre: "humour" });
  await author.api.story.publish.mutate({ id });

  const page = await (await openAs(null)).newPage();
  await page.goto("/sign-up");
  const handle = `n${randomUUID().slice(0, 8)}`;
  await page.getByLabel("Name", { exact: true }).fill("Noa");
  await page.getByLabel("Handle").fill(handle);
  await page.getByLabel("E-mail").fill(`${handle}@inkwire.example`);
  await page.getByLabel("Password", { exact: true }).fill("a long enough password");
  await page.getByRole("button", { name: "Create the account" }).click();
  await page.waitForURL(/\/welcome$/);
  await expect(page.getByRole("heading", { name: "Welcome, Noa" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Skip all of this" })).toHaveAttribute("href", "/community");
  await expectAccessible(page);

  await page.getByRole("button", { name: "Next" }).click(); // no genre
  await expect(page.getByRole("heading", { name: "What about?" })).toBeFocused();
  await page.getByLabel("Your tags").fill(tag);
  await page.keyboard.press("Enter");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("heading", { name: "And in your own words?" })).toBeFocused();
  await page.getByLabel("What should be in it?").fill("an old dog");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Find stories" }).click();

  await page.waitForURL(/\/welcome\/[\da-f-]+$/);
  await page.reload(); // in the middle, or after it
  await expect(page.getByTestId("discovery")).toHaveAttribute("data-state", "succeeded", { timeout: 15_000 });
  const match = page.getByTestId("match").filter({ hasText: "The Clockmaker’s Dog" });
  await expect(match.getByTestId("why")).toContainText(`You like #${tag}`);
  await expect(match.getByTestId("why")).toContainText("It has words of yours");
  await expect(match.locator("mark").first()).toBeVisible();
  await expectAccessible(page);
  const followed = page.waitForResponse(/follow\.set/); // the mark is there before the server has answered
  await match.getByTestId("follow-button").click();
  await expect(match.getByTestId("follow-button")).toHaveAttribute("aria-pressed", "true");
  await followed;
  await page.reload();
  await expect(match.getByTestId("follow-button")).toHaveAttribute("aria-pressed", "true");

  // They are remembered, and can be asked for without.
  await page.getByRole("link", { name: "Ask for something else" }).click();
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByRole("button", { name: `Remove ${tag}` })).toBeVisible();
  await page.getByRole("button", { name: "Skip this" }).click();
  await page.getByLabel("What should be in it?").fill(randomUUID());
  await page.getByRole("button", { name: "Find stories" }).click();
  await expect(page.getByRole("heading", { name: "Nothing fits all of that yet" })).toBeVisible({ timeout: 15_000 });
  await expectAccessible(page);
});

test("it can be stopped, over a reload, and gone on with", async ({ author, openAs }) => {
  const tag = `q${randomUUID().slice(0, 8)}`;
  const { id, version } = await author.draft("A Story to Wait For");
  await author.api.story.update.mutate({ id, version, tags: [tag] });
  await author.api.story.publish.mutate({ id });
  const member = await signUp();
  const page = await (await openAs(member)).newPage();
  const held = await hold(process.env.INKWIRE_TEST_DATABASE_URL ?? "", "DiscoveryMatch", "SHARE");
  const job = await member.api.discovery.start.mutate({ tastes: { tags: [tag] } });
  await page.goto(`/welcome/${job.id}`);
  const found = page.getByTestId("discovery");
  await expect(found).toHaveAttribute("data-state", "running");
  await page.reload();
  await page.getByRole("button", { name: "Stop here" }).click();
  await expect(found).toHaveAttribute("data-state", "cancelled");
  await expect(page.getByText("You stopped here; what was found stays.")).toBeVisible();
  await held[Symbol.asyncDispose]();
  await page.getByRole("button", { name: "Go on looking" }).click();
  await expect(page.getByTestId("match")).toContainText("A Story to Wait For");
  await expect(found).toHaveAttribute("data-state", "succeeded");
});

test("who asks too often is told when to come again", async ({ openAs }) => {
  const member = await signUp();
  for (let nth = 0; nth < 5; nth++) await member.api.discovery.start.mutate({ tastes: { words: `once ${nth}` } });
  const page = await (await openAs(member)).newPage();
  await page.goto("/welcome");
  for (const name of ["Next", "Next", "Find stories"]) await page.getByRole("button", { name }).click();
  await expect(page.getByRole("alert").filter({ hasText: /Try again in \d+ s/ })).toBeVisible();
});
