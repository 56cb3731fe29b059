import type { Page } from "@playwright/test";
import { expect, test } from "./support/fixtures";

/** What lies at a path of the application. */
const look = (page: Page, path: string) =>
  page.evaluate(async (at) => {
    const response = await fetch(at);
    return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
  }, path);

test("a public story and its author tell search engines and shared links what they are", async ({ page, author }) => {
  const title = 'The </script> "Lantern"';
  const { slug } = await author.publish(title);
  await page.goto(`/stories/${slug}`);
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? "");
  expect(data).toMatchObject({ "@type": "ShortStory", name: title, author: { name: `Author ${author.handle}` } });
  await expect(page.locator('link[rel="canonical"]')).toHaveAttribute("href", new RegExp(`/stories/${slug}$`));
  const address = (await page.locator('meta[property="og:image"]').getAttribute("content")) ?? "";
  expect(await look(page, new URL(address).pathname)).toMatchObject({ status: 200, type: "image/png" });

  await page.goto(`/members/${author.handle}`);
  const feed = await page.locator('link[type="application/rss+xml"]').getAttribute("href");
  const { text } = await look(page, new URL(feed ?? "").pathname);
  const parsed = await page.evaluate((source) => {
    const xml = new DOMParser().parseFromString(source, "application/xml");
    return {
      broken: xml.querySelector("parsererror") !== null,
      titles: [...xml.querySelectorAll("item > title")].map((node) => node.textContent),
    };
  }, text);
  expect(parsed).toEqual({ broken: false, titles: [title] });
  expect((await look(page, "/robots.txt")).text).toMatch(/Sitemap: http.*\/sitemap\.xml/);
  expect((await look(page, "/sitemap.xml")).status).toBe(200);
});

test("of a story that is not public, nothing of that", async ({ page, author }) => {
  const { id } = await author.draft("By its link");
  const { slug } = await author.api.story.publish.mutate({ id, visibility: "unlisted" });
  await page.goto(`/stories/${slug}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("By its link");
  await expect(page.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await expect(page.locator('meta[property="og:image"]')).toHaveCount(0);
  await expect(page.locator('script[type="application/ld+json"]')).toHaveCount(0);
  expect((await look(page, `/og/stories/${slug}`)).status).toBe(404);
});
