import { build } from "esbuild";

/**
 * Bundles programs for Node into `outdir`, each as `{name}.mjs`; packages stay outside, so `outdir` must lie where they are
 * found.
 * @param programs file by name.
 */
export async function bundle(programs: Record<string, string>, outdir: string): Promise<void> {
  await build({
    entryPoints: programs,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
}
