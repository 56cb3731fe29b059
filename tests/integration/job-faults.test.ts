import { expect, test } from "vitest";
import { cloneDatabase } from "../support/database";
import { eventually } from "../support/eventually";
import { startGate } from "../support/gate";
import { hold } from "../support/hold";
import { signUp } from "../support/people";
import { startAppProcess } from "../support/processes";

/** Longer than whoever watches workers waits before it takes one for dead, in milliseconds. */
const awayMs = 6_000;

test("a database that goes away in the middle of a job: when it is back the job is done, by a process that lives", async () => {
  await using database = await cloneDatabase();
  await using gate = await startGate(database.url);
  await using app = await startAppProcess({ databaseUrl: gate.url });
  const person = await signUp(app.url, "patient");
  await person.api.story.create.mutate({ title: "One", body: "Some text." });
  const held = await hold(database.url, "Picture");
  const { id } = await person.api.member.requestExport.mutate();
  const job = () => person.api.job.byId.query({ id });
  await eventually("it is held", async () => (await job()).stage === "write");

  const cut = performance.now();
  gate.shut();
  await eventually("it has been away for long", () => performance.now() - cut > awayMs);
  await held[Symbol.asyncDispose]();
  await gate.open();
  const back = performance.now();
  await eventually("it is done", async () => (await job()).state === "succeeded", 20_000);
  process.stdout.write(`database back: job done after ${Math.round(performance.now() - back)} ms\n`);
  expect(await job()).toMatchObject({ percentage: 100, items: [{ state: "done" }] });
  expect((await job()).artifacts).toHaveLength(1);

  // It goes on taking jobs, and says so.
  const { id: next } = await person.api.member.requestExport.mutate();
  await eventually("the next is done", async () => {
    return (await person.api.job.byId.query({ id: next })).state === "succeeded";
  });
  const health = (await (await fetch(`${app.url}/api/health`)).json()) as { checks: { jobs: string } };
  expect(health.checks.jobs).toBe("up");
});
