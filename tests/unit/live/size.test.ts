import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { expect, test } from "vitest";

/** As a page would load it, apart from what it has of tRPC anyway. */
async function size(code: string): Promise<number> {
  const { outputFiles } = await build({
    stdin: { contents: code, resolveDir: process.cwd(), loader: "ts" },
    bundle: true,
    minify: true,
    format: "esm",
    platform: "browser",
    target: "es2022",
    external: ["@trpc/*", "react"],
    write: false,
  });
  return gzipSync(outputFiles[0]?.contents ?? "").length;
}

test("the live client adds at most 10 KB to a page", async () => {
  const bytes = await size(`
    export { liveLink } from "@/live/browser/live-link";
    export { announceSignInChange } from "@/live/browser/sign-in-change";
    export { useLiveStatus } from "@/live/browser/status";
  `);
  console.log(`the live client: ${(bytes / 1_024).toFixed(1)} KB gzipped`);
  expect(bytes).toBeGreaterThan(1_024); // it has been bundled
  expect(bytes).toBeLessThanOrEqual(10 * 1_024);
});
