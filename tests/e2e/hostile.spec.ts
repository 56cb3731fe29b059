import { expect, test } from "./support/fixtures";

const hostile = `# A heading <script>window.pwned = 1</script>

<script>window.pwned = 2</script>
<img src=x onerror="window.pwned = 3">
<svg onload="window.pwned = 4"><script>window.pwned = 5</script></svg>
<iframe srcdoc="<script>parent.pwned = 6</script>"></iframe>
<style>body { display: none }</style>
<form action="https://evil.example"><button>Give me everything</button></form>

[a link](javascript:window.pwned=7) [another](JaVaScRiPt:window.pwned=8) [data](data:text/html,<script>parent.pwned=9</script>)
[with an entity](java&#115;cript:window.pwned=10) <javascript:window.pwned=11> [vb](vbscript:x)
![an image](javascript:window.pwned=12) ![another](https://tracker.example/pixel.gif)

<a href="javascript:window.pwned=13" onclick="window.pwned = 14">raw</a>
<div style="position:fixed;inset:0;background:red">cover</div>

${">".repeat(3_000)} deep

${"- ".repeat(2_000)}deep

${"*".repeat(20_000)}

${"[".repeat(20_000)}

| a | b |
|---|---|
| <script>window.pwned = 15</script> | **bold** |

The last *honest* line.`;

test("hostile Markdown and HTML are stored as written, shown harmless, and break no page", async ({
  openAs,
  author,
}) => {
  const { id } = await author.draft("<script>window.pwned = 20</script> & <b>Sons</b>", hostile);
  const { slug } = await author.api.story.publish.mutate({ id });
  expect((await author.api.story.manuscript.query({ id })).body).toBe(hostile);

  const context = await openAs(author);
  const page = await context.newPage();
  const errors: string[] = [];
  const requests: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("request", (request) => requests.push(request.url()));
  for (const path of [`/stories/${slug}`, "/community", `/members/${author.handle}`, "/studio", `/studio/${id}`]) {
    await page.goto(path);
    await expect(page.locator("main")).toBeVisible();
    await expect(page.getByText("window.pwned = 20").first()).toBeVisible();
    expect(await page.evaluate(() => (window as { pwned?: unknown }).pwned), path).toBeUndefined();
  }
  await page.goto(`/stories/${slug}`);
  await expect(page.getByText("The last honest line.")).toBeVisible();
  const story = page.locator(".prose-story");
  expect(await story.locator("script, iframe, svg, style, form, object, embed, img[src^='http']").count()).toBe(0);
  const links = await story.locator("a").evaluateAll((all) => all.map((link) => link.getAttribute("href") ?? ""));
  expect(links.filter((href) => !/^(https?:|mailto:|\/|#|$)/.test(href))).toEqual([]);
  const attributes = await story.evaluate((root) =>
    [...root.querySelectorAll("*")]
      .flatMap((element) => [...element.attributes].map(({ name }) => name))
      .filter((name) => name.startsWith("on")),
  );
  expect(attributes).toEqual([]);
  expect(errors).toEqual([]);
  expect(
    requests.filter(
      (url) => !url.startsWith("http://localhost:3000") && !url.startsWith("blob:") && !url.startsWith("data:"),
    ),
  ).toEqual([]);
});
