import { randomUUID } from "node:crypto";
import type { Page } from "@playwright/test";
import { hold } from "../support/hold";
import { type Author, expect, signUp, test } from "./support/fixtures";

// Whatever kind of work it is: reloaded in the middle, watched on a second device to which no stream gets through,
// stopped there, and tried again on the first. (Archives, and what is special about a kind: the specs of their own.)

interface Kind {
  /** What the last of its work needs: held, the middle lasts for as long as the test wants. */
  table: string;
  begin(author: Author): Promise<{ id: string }>;
  path?: (id: string) => string;
  stop?: string;
  again?: string;
}

const kinds: Record<string, Kind> = {
  draft: {
    table: "Chapter",
    begin: ({ api }) =>
      api.draft.generate.mutate({
        idea: "A bell that nobody will ring twice",
        genre: "mystery",
        tone: "tense",
        length: "page",
        audience: "teen",
      }),
  },
  batch: {
    table: "BatchStep",
    async begin({ api, draft }) {
      const drafts = [await draft("Postcard one"), await draft("Postcard two")];
      const action = { type: "publish", visibility: "unlisted" } as const;
      return api.batch.start.mutate({ action, storyIds: drafts.map(({ id }) => id) });
    },
  },
  import: {
    table: "Import",
    begin: ({ api }) =>
      api.transfer.import.mutate({ name: "tides.md", text: "# Tides\n\n## One\n\nA.\n\n## Two\n\nB." }),
  },
  export: {
    table: "JobArtifact",
    async begin({ api, draft }) {
      const { id: storyId } = await draft("The Long Way");
      return api.transfer.export.mutate({ storyId, format: "epub" });
    },
  },
  discovery: {
    table: "DiscoveryMatch",
    async begin({ api }) {
      const tags = [`q${randomUUID().slice(0, 8)}`];
      const other = await signUp();
      const { id, version } = await other.draft("A Story to Wait For");
      await other.api.story.update.mutate({ id, version, tags });
      await other.api.story.publish.mutate({ id });
      return api.discovery.start.mutate({ tastes: { tags } });
    },
    path: (id) => `/welcome/${id}`,
    stop: "Stop here",
    again: "Go on looking",
  },
};

const expectState = (page: Page, state: string, timeout?: number) =>
  expect(page.locator("[data-testid=job], [data-testid=discovery]")).toHaveAttribute("data-state", state, { timeout });

for (const [name, kind] of Object.entries(kinds)) {
  const { table, begin, stop = "Cancel", again = "Try again" } = kind;
  test(`${name}: reloaded, followed without streams, stopped there, tried again here`, async ({ author, openAs }) => {
    test.slow(); // a draft is written twice
    const [desk, phone] = await Promise.all([openAs(author), openAs(author)]);
    await phone.route("**/api/live", (route) => route.abort());
    const [page, second] = await Promise.all([desk.newPage(), phone.newPage()]);
    const held = await hold(process.env.INKWIRE_TEST_DATABASE_URL ?? "", table, "SHARE");
    const { id } = await begin(author);
    const path = kind.path?.(id) ?? `/jobs/${id}`;
    await Promise.all([page.goto(path), second.goto(path)]);
    for (const one of [page, second]) await expectState(one, "running");
    await page.reload();
    await expectState(page, "running");

    await second.getByRole("button", { name: stop, exact: true }).click();
    for (const one of [page, second]) await expectState(one, "cancelled");
    await held[Symbol.asyncDispose]();
    await page.getByRole("button", { name: again }).click();
    for (const one of [page, second]) await expectState(one, "succeeded", 60_000);
  });
}
