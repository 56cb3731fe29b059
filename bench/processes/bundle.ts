import { rmSync } from "node:fs";
import path from "node:path";
import { bundle as bundlePrograms } from "../../scripts/bundle";

/** Below node_modules, so that the bundles find their packages and no tool of ours looks at them. */
const directory = path.resolve("node_modules/.cache/inkwire-bench");

/**
 * Bundles programs of the benchmarks as the production server is, and says where each lies. Under tsx every closure would
 * carry a wrapper that production does not have.
 */
export async function bundle(entries: readonly string[]): Promise<(entry: string) => string> {
  rmSync(directory, { recursive: true, force: true });
  await bundlePrograms(Object.fromEntries(entries.map((entry) => [entry, `bench/${entry}.ts`])), directory);
  return (entry) => path.join(directory, `${entry}.mjs`);
}
