import { rmSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";

/** Below node_modules, so that the bundles find their packages and no tool of ours looks at them. */
const directory = path.resolve("node_modules/.cache/inkwire-bench");

/**
 * Bundles the programs of this folder as `npm run build` bundles the production server, and says where each lies. Under
 * tsx every closure would carry a wrapper that production does not have.
 */
export async function bundle(entries: readonly string[]): Promise<(entry: string) => string> {
  rmSync(directory, { recursive: true, force: true });
  await build({
    entryPoints: entries.map((entry) => `bench/${entry}.ts`),
    outbase: "bench",
    outdir: directory,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
  return (entry) => path.join(directory, `${entry}.mjs`);
}
