import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";

/** Runs the audit against a registry that answers the question for known holes with this. */
async function audit(status: number, advisories: object, ...args: string[]) {
  const registry = createServer((request, response) => {
    request.resume().on("end", () => {
      const asked = request.url === "/-/npm/v1/security/advisories/bulk";
      response.writeHead(asked ? status : 404, { "content-type": "application/json" });
      response.end(JSON.stringify(asked ? advisories : {}));
    });
  }).listen(0, "127.0.0.1");
  await once(registry, "listening");
  const { port } = registry.address() as AddressInfo;
  // npm remembers advisories by their number: each run begins with an empty memory.
  const cache = mkdtempSync(path.join(tmpdir(), "inkwire-audit-"));
  const env = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: cache };
  try {
    return await new Promise<{ code: number; said: string }>((settle) => {
      execFile(process.execPath, ["--import", "tsx", "scripts/audit.ts", ...args], { env }, (error, stdout) =>
        settle({ code: Number(error?.code ?? 0), said: stdout }),
      );
    });
  } finally {
    rmSync(cache, { recursive: true, force: true });
    registry.close();
    registry.closeAllConnections();
  }
}

const hole = (severity: string) => ({
  pino: [{ id: 1, url: "https://example.org/1", title: "A hole", severity, vulnerable_versions: "*" }],
});

test("a grave hole in what is shipped fails, by name; a lesser one is counted", async () => {
  const [grave, lesser, none] = await Promise.all([audit(200, hole("high")), audit(200, hole("low")), audit(200, {})]);
  expect(grave).toMatchObject({ code: 1, said: expect.stringContaining("high: pino") });
  expect(lesser).toMatchObject({ code: 0, said: expect.stringContaining("1 with lesser ones") });
  expect(none).toMatchObject({ code: 0, said: expect.stringContaining("0 packages") });
}, 60_000);

test("a registry without the service is no clean bill: it is said, and fails where it must be known", async () => {
  const [said, required] = await Promise.all([audit(405, {}), audit(405, {}, "--required")]);
  expect(said).toMatchObject({ code: 0, said: expect.stringContaining("NOT CHECKED") });
  expect(required).toMatchObject({ code: 1, said: expect.stringContaining("NOT CHECKED") });
}, 60_000);
