import pino from "pino";
import { expect, test } from "vitest";
import { discretion } from "@/platform/log";

function linesOf(say: (log: pino.Logger) => void): string {
  const said: string[] = [];
  say(pino({ ...discretion, level: "debug" }, { write: (line: string) => void said.push(line) }));
  return said.join("");
}

test.each(["cookie", "set-cookie", "authorization", "x-api-key", "password", "newPassword", "token", "secret", "key"])(
  "%s is never written, however deep in what is passed along",
  (name) => {
    const said = linesOf((log) => {
      log.info({ [name]: "hush-1" }, "itself");
      log.warn({ headers: { [name]: "hush-2" } }, "in an object");
      log.error({ request: { headers: { [name]: "hush-3" }, path: "/seen" } }, "in the headers of a request");
    });
    expect(said).not.toContain("hush");
    expect(said.split("[redacted]")).toHaveLength(4);
    expect(said).toContain("/seen");
  },
);

test("what helps to find a mistake stays: its text, its stack, the request's id", () => {
  const said = linesOf((log) =>
    log.error({ err: new Error("the disk is full"), requestId: "r-1" }, "procedure failed"),
  );
  const line = JSON.parse(said);
  expect(line).toMatchObject({ requestId: "r-1", err: { message: "the disk is full" } });
  expect(line.err.stack).toContain("log.test.ts");
});
