import { expect, expectAccessible, test } from "./support/fixtures";

test("one sees where one is signed in, and ends it there; the open page there knows", async ({ openAs, author }) => {
  const [desk, phone] = [await (await openAs(author)).newPage(), await (await openAs(null)).newPage()];
  await phone.goto("/sign-in?next=/studio");
  await phone.getByLabel("E-mail address").fill(author.email);
  await phone.getByRole("textbox", { name: "Password" }).fill(author.password);
  await phone.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(phone.getByRole("heading", { name: "Studio", level: 1 })).toBeVisible();

  await desk.goto("/settings/account");
  await expect(desk.getByTestId("session")).toHaveCount(2);
  await expectAccessible(desk);
  await desk.getByRole("button", { name: /^Sign out: Chrome on/ }).click();
  await expect(desk.getByTestId("session")).toHaveCount(1);
  await expect(desk.getByTestId("session")).toContainText("this one");
  await phone.goto("/settings/account");
  await expect(phone).toHaveURL(/\/sign-in/);
});

test("a password that is guessed first is refused at its field; a better one is taken", async ({ openAs, author }) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/settings/account");
  await page.getByLabel("Your password now").fill("not the password");
  await page.getByLabel("The new one").fill("password1234");
  const change = page.getByRole("button", { name: "Change the password" });
  await change.click();
  await expect(page.getByText("This password is among the first that are tried.")).toBeVisible();
  await page.getByLabel("The new one").fill("a lamp in the fog at four");
  await change.click();
  await expect(page.getByText("This is not your password")).toBeVisible();
  await page.getByLabel("Your password now").fill(author.password);
  await change.click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { name: "Account", level: 1 })).toBeVisible();
});

test("one leaves, thinks again, signs in, and everything is as it was", async ({ openAs, author }) => {
  const { slug } = await author.publish("The Last Ferry");
  const page = await (await openAs(author)).newPage();
  await page.goto("/settings/account");
  await page.getByRole("button", { name: "Delete the account…" }).click();
  const dialog = page.getByRole("dialog", { name: "Delete your account?" });
  await dialog.getByRole("radio", { name: /^Leave them to their readers/ }).check();
  await dialog.getByRole("textbox", { name: "Your password" }).fill("not the password");
  await dialog.getByRole("button", { name: "Delete the account" }).click();
  await expect(dialog.getByText("This is not your password")).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole("textbox", { name: "Your password" }).fill(author.password);
  await dialog.getByRole("button", { name: "Delete the account" }).click();
  await expect(page.getByRole("heading", { name: "Goodbye, for now" })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Sign in and stay" }).click();
  await page.getByLabel("E-mail address").fill(author.email);
  await page.getByRole("textbox", { name: "Password" }).fill(author.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByTestId("bell-count")).toHaveText("1");
  await page.goto("/notifications");
  await expect(page.getByText("Your account stays, and nothing of it was deleted.")).toBeVisible();
  await page.goto(`/stories/${slug}`);
  await expect(page.getByRole("heading", { name: "The Last Ferry" })).toBeVisible();
});
