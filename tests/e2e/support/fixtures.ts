import { randomBytes, randomUUID } from "node:crypto";
import AxeBuilder from "@axe-core/playwright";
import {
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  test as base,
  expect,
  type Page,
} from "@playwright/test";
import { stockClient } from "../../support/client";
import { applicationUrl } from "./address";

type StorageState = Exclude<NonNullable<Parameters<Browser["newContext"]>[0]>["storageState"], string | undefined>;

export interface Author {
  handle: string;
  email: string;
  password: string;
  storageState: StorageState;
  api: ReturnType<typeof stockClient>;
  /** Creates a draft that could be published. */
  draft(title: string, body?: string): Promise<{ id: string; slug: string; version: number }>;
  publish(title: string, body?: string): Promise<{ id: string; slug: string }>;
}

const password = "correct horse battery";

/** A new member, made through the application's own sign-up. */
export async function signUp(): Promise<Author> {
  const url = process.env.INKWIRE_TEST_URL ?? "";
  const handle = `e${randomUUID().slice(0, 8)}`;
  const email = `${handle}@inkwire.example`;
  const response = await fetch(`${url}/api/auth/sign-up/email`, {
    method: "POST",
    headers: { "content-type": "application/json", origin: applicationUrl, "x-forwarded-for": anyAddress() },
    body: JSON.stringify({ name: `Author ${handle}`, handle, email, password }),
  });
  if (!response.ok) throw new Error(`sign-up answered ${response.status}: ${await response.text()}`);
  const pairs = response.headers.getSetCookie().map((line) => line.split(";", 1)[0] ?? "");
  const api = stockClient(url, pairs.join("; "));
  const draft = (title: string, body = "It had rained since the *Halcyon* left.") =>
    api.story.create.mutate({ title, body, blurb: "Rain." });
  return {
    handle,
    email,
    password,
    api,
    draft,
    async publish(title, body) {
      const { id } = await draft(title, body);
      return api.story.publish.mutate({ id });
    },
    storageState: {
      cookies: pairs.map((pair) => {
        const [name = "", ...value] = pair.split("=");
        return {
          name,
          value: value.join("="),
          domain: "localhost",
          path: "/",
          expires: -1,
          httpOnly: true,
          secure: false,
          sameSite: "Lax" as const,
        };
      }),
      origins: [],
    },
  };
}

const anyAddress = () => `10.${Array.from(randomBytes(3)).join(".")}`;

interface Fixtures {
  /** A member with one draft. */
  author: Author;
  /** Opens a browser of its own for somebody; null is a guest. */
  openAs(author: Author | null, options?: Pick<BrowserContextOptions, "timezoneId">): Promise<BrowserContext>;
}

export const test = base.extend<Fixtures>({
  author: async ({ browserName: _ }, use) => {
    const author = await signUp();
    await author.draft("The Night Ferry");
    await use(author);
  },
  context: ({ context }, use) => use(patient(context)),
  openAs: async ({ browser }, use) => {
    const opened: BrowserContext[] = [];
    await use(async (author, options) => {
      const context = await browser.newContext({
        ...options,
        ...(author && { storageState: author.storageState }),
        baseURL: applicationUrl,
      });
      opened.push(context);
      return patient(context);
    });
    await Promise.all(opened.map((context) => context.close()));
  },
});

/**
 * Lasts until React has taken over all that can be pressed. A browser is ready to press before that, a person is not; what is
 * pressed so early does nothing.
 */
export const awake = (page: Page) =>
  page.waitForFunction(
    () => {
      const isAwake = (button: Element) => Object.keys(button).some((key) => key.startsWith("__reactProps$"));
      return [...document.querySelectorAll("button")].every(isAwake);
    },
    null,
    { polling: 50 },
  );

/** In its pages `goto` and `reload` last until they are `awake`. */
export function patient(context: BrowserContext): BrowserContext {
  context.on("page", (page) => {
    const { goto, reload } = page;
    page.goto = async (...args) => {
      const response = await goto.apply(page, args);
      await awake(page);
      return response;
    };
    page.reload = async (...args) => {
      const response = await reload.apply(page, args);
      await awake(page);
      return response;
    };
  });
  return context;
}

/** Fails when axe finds anything on the page, in each of `colorSchemes`. */
export async function expectAccessible(
  page: Page,
  colorSchemes: readonly ("light" | "dark")[] = ["light", "dark"],
): Promise<void> {
  for (const [n, colorScheme] of colorSchemes.entries()) {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    // We have no frames; where there are, axe opens another page for each of its runs. And what is right needs no description.
    const axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ["violations"] });
    // Colours are all that another scheme changes.
    if (n > 0) axe.withRules(["color-contrast", "link-in-text-block"]);
    const { violations } = await axe.analyze();
    const found = violations.map(({ id, nodes }) => ({
      id,
      at: nodes.map(({ target, failureSummary }) => `${target.join(" ")}: ${failureSummary}`),
    }));
    expect({ colorScheme, found }).toEqual({ colorScheme, found: [] });
  }
}

export { expect };
