import { randomUUID } from "node:crypto";
import { hashPassword } from "better-auth/crypto";
import pg from "pg";
import { awake, expect, expectAccessible, signUp, test } from "./support/fixtures";

test("one signs up from a story and is back at it, signed in", async ({ openAs, author }) => {
  const { slug } = await author.publish("Worth an Account");
  const page = await (await openAs(null)).newPage();
  await page.goto(`/stories/${slug}`);
  await page.getByRole("banner").getByRole("link", { name: "Sign up" }).click();
  const handle = `n${randomUUID().slice(0, 8)}`;
  await page.getByLabel("Name", { exact: true }).fill("Noa Newcomer");
  await page.getByLabel("Handle").fill(handle);
  await page.getByLabel("E-mail").fill(`${handle}@inkwire.example`);
  await page.getByLabel("Password", { exact: true }).fill("a long enough password");
  await page
    .getByRole("main")
    .getByRole("button", { name: /sign up|create/i })
    .click();
  await expect(page).toHaveURL(new RegExp(`/stories/${slug}$`));
  await awake(page);
  await page.getByTestId("account-menu").click();
  await expect(page.getByRole("menuitem", { name: "Noa Newcomer" })).toHaveAttribute("href", `/members/${handle}`);
});

test("a taken handle and a wrong password are said at their field, and nothing typed is lost", async ({
  openAs,
  author,
}) => {
  const page = await (await openAs(null)).newPage();
  await page.goto("/sign-up");
  await page.getByLabel("Name", { exact: true }).fill("Somebody Else");
  await page.getByLabel("Handle").fill(author.handle);
  await page.getByLabel("E-mail").fill(`${randomUUID()}@inkwire.example`);
  await page.getByLabel("Password", { exact: true }).fill("a long enough password");
  await page
    .getByRole("main")
    .getByRole("button", { name: /sign up|create/i })
    .click();
  await expect(page.getByText(/handle is taken/i)).toBeVisible();
  await expect(page.getByLabel("Name", { exact: true })).toHaveValue("Somebody Else");

  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill(author.email);
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page
    .getByRole("main")
    .getByRole("button", { name: /^sign in$/i })
    .click();
  await expect(page.getByRole("alert").first()).toBeVisible();
  await expect(page.getByLabel("E-mail")).toHaveValue(author.email);
});

test("signing out ends it, also for a page that needs an account", async ({ openAs, author }) => {
  const page = await (await openAs(author)).newPage();
  await page.goto("/community");
  await page.getByTestId("account-menu").click();
  await page.getByTestId("sign-out").click();
  await expect(page.getByRole("banner").getByRole("link", { name: "Sign in" })).toBeVisible();
  await page.goto("/studio");
  await expect(page).toHaveURL(/\/sign-in\?next=%2Fstudio$/);
});

// Other addresses of that kind are in tests/unit/page-path.test.ts.
test("one is never sent elsewhere after signing in", async ({ openAs }) => {
  const member = await signUp();
  const page = await (await openAs(null)).newPage();
  await page.goto(`/sign-in?next=${encodeURIComponent("/\\evil.example")}`);
  await page.getByLabel("E-mail").fill(member.email);
  await page.getByLabel("Password", { exact: true }).fill(member.password);
  await page
    .getByRole("main")
    .getByRole("button", { name: /^sign in$/i })
    .click();
  await expect(page.getByTestId("account-menu")).toBeVisible();
  expect(new URL(page.url()).origin).toBe("http://localhost:3000");
});

test("the link of a sign-up's mail and the password open the account; a link that has had its time says what helps", async ({
  openAs,
}) => {
  const page = await (await openAs(null)).newPage();
  const [key, handle] = [randomUUID(), `n${randomUUID().slice(0, 8)}`];
  const sql = new pg.Client({ connectionString: process.env.INKWIRE_TEST_DATABASE_URL });
  await sql.connect();
  await sql.query(
    `INSERT INTO "SignUp" (key, email, name, handle, password, "expiresAt")
     VALUES ($1, $2, 'Noa Newcomer', $3, $4, now() + interval '1 hour')`,
    [key, `${handle}@inkwire.example`, handle, await hashPassword("a long enough password")],
  );
  await sql.end();
  await page.goto(`/sign-up/${key}`);
  await expectAccessible(page);
  await page.getByLabel("Password", { exact: true }).fill("not the one that was chosen");
  await page.getByRole("button", { name: "Open the account" }).click();
  await expect(page.getByText("This is not the password that you signed up with")).toBeVisible();
  await page.getByLabel("Password", { exact: true }).fill("a long enough password");
  await page.getByRole("button", { name: "Open the account" }).click();
  await expect(page).toHaveURL(/\/welcome/);
  await awake(page);
  await page.getByTestId("account-menu").click();
  await expect(page.getByRole("menuitem", { name: "Noa Newcomer" })).toHaveAttribute("href", `/members/${handle}`);

  await page.goto(`/sign-up/${key}`);
  await page.getByLabel("Password", { exact: true }).fill("a long enough password");
  await page.getByRole("button", { name: "Open the account" }).click();
  await expect(page.getByRole("alert").getByText("This link has had its time")).toBeVisible();
});
