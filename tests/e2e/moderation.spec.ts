import { randomUUID } from "node:crypto";
import pg from "pg";
import { type Author, expect, expectAccessible, signUp, test } from "./support/fixtures";

/** A new member who moderates. */
async function moderator(): Promise<Author> {
  const member = await signUp();
  const sql = new pg.Client({ connectionString: process.env.INKWIRE_TEST_DATABASE_URL });
  await sql.connect();
  await sql.query(`UPDATE "Member" SET role = 'moderator' WHERE handle = $1`, [member.handle]);
  await sql.end();
  return member;
}

test("a comment is reported, taken by one of two moderators, hidden under a reader's eyes, and answered for", async ({
  openAs,
  author,
}) => {
  const [writer, reader, one, two] = await Promise.all([signUp(), signUp(), moderator(), moderator()]);
  const { id: storyId, slug } = await author.publish("The Quarrel");
  const body = `Unkind words ${randomUUID().slice(0, 8)}`;
  await writer.api.comment.add.mutate({ id: randomUUID(), storyId, body });
  const pages = await Promise.all([reader, one, two, writer].map(async (who) => (await openAs(who)).newPage()));
  const [atReader, atOne, atTwo, atWriter] = pages;
  if (!atReader || !atOne || !atTwo || !atWriter) throw new Error("no pages");
  for (const page of [atOne, atTwo]) {
    await page.goto("/admin/moderation");
    await expect(page.getByTestId("live-status")).toHaveAttribute("data-state", "live");
  }

  await atReader.goto(`/stories/${slug}`);
  const comment = atReader.getByTestId("comment").filter({ hasText: body });
  await comment.getByRole("button", { name: "More about the comment" }).click();
  await atReader.getByRole("menuitem", { name: "Report" }).click();
  const dialog = atReader.getByRole("dialog", { name: "Report this comment" });
  await dialog.getByRole("button", { name: "Send report" }).click();
  await expect(dialog.getByText("Choose what is wrong")).toBeVisible();
  await dialog.getByRole("radio", { name: /Harassment/ }).check();
  await dialog.getByRole("textbox").fill("This hurts.");
  await expectAccessible(atReader);
  await dialog.getByRole("button", { name: "Send report" }).click();
  await expect(atReader.getByText("Thank you")).toBeVisible();

  // It announces itself to both; who takes it is seen by the other.
  const caseAt = (page: typeof atOne) => page.getByTestId("case").filter({ hasText: body });
  await expect(caseAt(atTwo)).toContainText("Harassment");
  await expectAccessible(atTwo);
  await caseAt(atOne).getByRole("link").click();
  await atOne.getByRole("button", { name: "Take this case" }).click();
  await expect(caseAt(atTwo)).toContainText(`Author ${one.handle} is at it`);
  await caseAt(atTwo).getByRole("link").click();
  await expect(atTwo.getByRole("button", { name: "Take this case" })).toBeDisabled();

  await expect(atOne.getByText("This hurts.")).toBeVisible();
  await atOne.getByRole("radio", { name: /Hide the comment/ }).check();
  await atOne.getByRole("button", { name: "Hide the comment" }).click();
  await expect(atOne.getByText("Say why: the member reads it")).toBeVisible();
  await atOne.getByRole("textbox", { name: "Reason" }).fill("Be kind to each other.");
  await expectAccessible(atOne);
  await atOne.getByRole("button", { name: "Hide the comment" }).click();
  await expect(atTwo.getByRole("heading", { name: "Decided" })).toBeVisible();
  await expect(atReader.getByText("A comment that is no longer here")).toBeVisible();
  await expect(comment).toBeHidden();

  await atWriter.goto("/notifications?type=moderation.notice");
  await atWriter.getByRole("link", { name: /Moderators have hidden/ }).click();
  await expect(atWriter.getByText("Be kind to each other.")).toBeVisible();
  await atWriter.getByRole("textbox", { name: "Your reply" }).fill("I was tired. I am sorry.");
  await expectAccessible(atWriter);
  await atWriter.getByRole("button", { name: "Send reply" }).click();
  await expect(atWriter.getByText("Your reply was sent")).toBeVisible();

  await atTwo.goto("/admin/moderation");
  await atTwo.getByTestId("case").filter({ hasText: "I was tired." }).getByRole("link").click();
  await atTwo.getByRole("button", { name: "Take this case" }).click();
  await atTwo.getByRole("radio", { name: /Take it back/ }).check();
  await atTwo.getByRole("textbox", { name: "Answer" }).fill("Thank you.");
  await atTwo.getByRole("button", { name: "Answer" }).click();
  await expect(comment).toBeVisible();
  await atTwo.goto("/admin/audit");
  await expect(atTwo.getByTestId("audit-entry").filter({ hasText: "Thank you." })).toBeVisible();
  await expectAccessible(atTwo);
});

test("who is suspended is told why where they want to sign in; a member finds no administration", async ({
  page,
  openAs,
  author,
}) => {
  const [member, staff] = await Promise.all([signUp(), moderator()]);
  const { id } = await member.api.member.byHandle.query({ handle: member.handle });
  await author.api.moderation.report.mutate({ kind: "member", id, reason: "spam" });
  const { items } = await staff.api.moderation.queue.query({ limit: 100 });
  const found = items.find(({ subjectId }) => subjectId === id);
  await staff.api.admin.moderate.mutate({ id: found?.id ?? "", decision: "ban", reason: "Only advertising." });
  await page.goto("/sign-in");
  await page.getByLabel("E-mail address").fill(member.email);
  await page.getByLabel("Password", { exact: true }).fill(member.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await page.getByRole("link", { name: "Read why, and reply" }).click();
  await expect(page.getByRole("heading", { name: "Your account is suspended" })).toBeVisible();
  await expect(page.getByText("Only advertising.")).toBeVisible();
  await expectAccessible(page);
  const atMember = await (await openAs(author)).newPage();
  expect((await atMember.goto("/admin/moderation"))?.status()).toBe(404);
});
