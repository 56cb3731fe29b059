import fc from "fast-check";
import { expect, test } from "vitest";
import { type JobSummary, type JobUpdate, type JobView, nextPollMs } from "@/modules/job/schema";
import { hear } from "@/modules/job/ui/job-state";
import { follow, listOf } from "@/modules/job/ui/my-jobs-state";

const start: JobView = {
  id: "0193f6f0-0000-7000-8000-000000000001",
  ownerId: "owner",
  kind: "test",
  title: "A test",
  state: "running",
  stage: null,
  percentage: 0,
  message: "",
  etaSeconds: null,
  stages: [],
  error: null,
  result: null,
  attempt: 1,
  version: 1,
  createdAt: "2026-01-01T00:00:00.000Z",
  startedAt: "2026-01-01T00:00:00.000Z",
  endedAt: null,
  items: [],
  log: [],
  artifacts: [],
  text: "",
  nextPollMs: 1_000,
};

const summaryOf = ({ items, log, artifacts, text, nextPollMs: _, ...summary }: JobView): JobSummary => summary;

interface Step {
  update: JobUpdate;
  /** The job as the server has it once the step is done. */
  view: JobView;
}

/** What a worker did: a history of updates, each with the job that it left behind. */
const history: fc.Arbitrary<Step[]> = fc
  .array(
    fc.record({
      kind: fc.constantFrom("tick", "stage", "attempt"),
      lines: fc.nat(2),
      more: fc.constantFrom("", "once ", "upon "),
      item: fc.option(fc.constantFrom("a", "b", "c"), { nil: undefined }),
      grow: fc.nat(20),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((steps) => {
    let view = start;
    const all = steps.map(({ kind, lines, more, item, grow }): Step => {
      const since = view.version;
      const version = since + 1;
      const base = { id: view.id, ownerId: view.ownerId, since };
      const percentage = Math.min(99, view.percentage + grow);
      if (kind !== "tick") {
        const attempt = kind === "attempt" ? view.attempt + 1 : view.attempt;
        view = { ...view, version, percentage, attempt, text: kind === "attempt" ? "" : view.text };
        return { view, update: { type: "changed", ...base, job: summaryOf(view) } };
      }
      const log = Array.from({ length: lines }, (_, n) => ({
        number: view.log.length + n + 1,
        at: start.createdAt,
        text: `${version}`,
      }));
      const place = ["a", "b", "c"].indexOf(item ?? "");
      const items = item
        ? [{ key: item, position: place, label: item, state: "done" as const, message: `${version}` }]
        : [];
      const from = view.text.length;
      const others = view.items.filter(({ key }) => key !== item);
      view = {
        ...view,
        version,
        percentage,
        log: [...view.log, ...log],
        items: [...others, ...items].sort((a, b) => a.position - b.position),
        text: view.text + more,
      };
      const { stage, message, etaSeconds } = view;
      const tick = { ...base, version, stage, percentage, message, etaSeconds, log, items };
      return { view, update: { type: "ticked", ...tick, text: more ? { from, more } : null } };
    });
    const end: JobView = { ...view, version: view.version + 1, state: "succeeded", percentage: 100, artifacts: [] };
    const since = view.version;
    view = { ...end, nextPollMs: null };
    const update = { type: "changed" as const, id: end.id, ownerId: end.ownerId, since, job: summaryOf(end) };
    return [...all, { view, update }];
  })
  .map((steps) =>
    steps.map(({ update, view }) => ({ update, view: { ...view, nextPollMs: nextPollMs(summaryOf(view)) } })),
  );

/** In which order, how often and whether at all the updates arrive, and after which of them the job is read. */
const deliveries = history.chain((steps) =>
  fc.record({
    steps: fc.constant(steps),
    order: fc.array(fc.nat(steps.length - 1), { maxLength: 30 }),
    reads: fc.array(fc.nat(steps.length - 1), { maxLength: 5 }),
  }),
);

test("whatever is lost, repeated or late, a page knows that it is behind or shows the job as it is", () => {
  fc.assert(
    fc.property(deliveries, ({ steps, order, reads }) => {
      let state = { job: start as JobView | null, complete: true, heardAt: 0 };
      const take = (update: JobUpdate) => {
        const before = state.job?.version ?? 0;
        state = hear(state, { update, at: 1 });
        expect(state.job?.version).toBeGreaterThanOrEqual(before);
      };
      order.forEach((index, round) => {
        const step = steps[index];
        if (step) take(step.update);
        const read = steps[reads[round] ?? -1];
        if (read) take({ type: "snapshot", job: read.view });
        if (state.complete) {
          const expected = [start, ...steps.map(({ view }) => view)].find(
            ({ version }) => version === state.job?.version,
          );
          expect(state.job).toEqual(expected);
        }
      });
      const last = steps.at(-1);
      if (last) take({ type: "snapshot", job: last.view });
      expect(state).toMatchObject({ complete: true, job: last?.view });
    }),
  );
});

test("an end is read once more, for what it made", () => {
  const job = { ...summaryOf(start), version: 2, state: "succeeded" as const, percentage: 100 };
  const update = { type: "changed" as const, id: job.id, ownerId: job.ownerId, since: 1, job };
  const ended = hear({ job: start, complete: true, heardAt: 0 }, { update, at: 1 });
  expect(ended).toMatchObject({ complete: false, job: { state: "succeeded", nextPollMs: null } });
});

test("a list takes no older word for a newer one, and what begins waits", () => {
  const known = summaryOf({ ...start, version: 5, percentage: 50 });
  const heard = (list: ReturnType<typeof listOf>, job: JobSummary) =>
    follow(list, {
      type: "heard",
      update: { type: "changed", id: job.id, ownerId: "owner", since: job.version - 1, job },
    });
  let list = listOf({ items: [known], nextCursor: null, live: "e.1" });
  list = heard(list, { ...known, version: 4, percentage: 40 });
  expect(list.items).toEqual([known]);
  const younger = { ...known, id: "0193f6f0-0000-7000-8000-000000000002", createdAt: "2026-01-02T00:00:00.000Z" };
  list = heard(list, younger);
  expect([list.items.length, list.begun.length]).toEqual([1, 1]);
  list = heard(list, { ...younger, version: 6, state: "failed" });
  expect(list.begun[0]?.state).toBe("failed");
  list = follow(list, { type: "shown" });
  expect(list.items.map(({ id }) => id)).toEqual([younger.id, known.id]);
  list = follow(list, { type: "cleared" });
  expect(list.items.map(({ id }) => id)).toEqual([known.id]);
});
