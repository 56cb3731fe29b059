/** `npm run pack:client`: makes the package that other services install, `inkwire` with the entry `inkwire/client`. */
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "esbuild";
import ts from "typescript";
import { writeClientTypes } from "./client-types";

const entries = ["index", "errors", "webhook"];

/** What declarations import from the server's own files, and where it is in the package. */
const moved: [RegExp, string][] = [
  [/"\.\/contract"/g, '"./contract.js"'],
  [/import type \{ LiveState \} from "@\/live\/browser\/status";/g, readLiveState()],
  [/"\.\/errors"/g, '"./errors.js"'],
  [/"\.\/webhook"/g, '"./webhook.js"'],
];

function readLiveState(): string {
  const text = readFileSync("src/live/browser/status.ts", "utf8");
  const declaration = /export (type LiveState = [^;]+;)/.exec(text)?.[1];
  if (!declaration) throw new Error("src/live/browser/status.ts declares no LiveState");
  return declaration;
}

/** @returns the path of the packed file. */
export async function packClient(directory = path.resolve("dist/client")): Promise<string> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const { version, license } = JSON.parse(readFileSync("package.json", "utf8"));
  await build({
    entryPoints: ["src/client/index.ts"],
    outfile: path.join(directory, "index.js"),
    bundle: true,
    format: "esm",
    target: "es2022",
    platform: "neutral",
    logLevel: "error",
  });
  for (const name of entries) {
    const { outputText, diagnostics } = ts.transpileDeclaration(readFileSync(`src/client/${name}.ts`, "utf8"), {
      fileName: `${name}.ts`,
      compilerOptions: { isolatedDeclarations: true, declaration: true, target: ts.ScriptTarget.ES2022 },
      reportDiagnostics: true,
    });
    if (diagnostics?.length) throw new Error(ts.formatDiagnostics(diagnostics, formatHost));
    const text = moved.reduce((declarations, [from, to]) => declarations.replaceAll(from, to), outputText);
    writeFileSync(path.join(directory, `${name}.d.ts`), text);
  }
  const { contract, router } = writeClientTypes();
  writeFileSync(path.join(directory, "contract.d.ts"), contract);
  writeFileSync(path.join(directory, "router.d.ts"), router);
  const entry = { types: "./index.d.ts", default: "./index.js" };
  const manifest = {
    name: "inkwire",
    version,
    license,
    description: "Calls Inkwire's procedures and follows its streams, typed.",
    type: "module",
    engines: { node: ">=20.3.0" },
    exports: { "./client": entry, "./router": { types: "./router.d.ts" } },
    files: ["*.js", "*.d.ts"],
    sideEffects: false,
    // For `inkwire/router` alone.
    peerDependencies: { "@trpc/server": "^11.0.0" },
    peerDependenciesMeta: { "@trpc/server": { optional: true } },
  };
  writeFileSync(path.join(directory, "package.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  const packed = execFileSync("npm", ["pack", "--json", "--silent", "--pack-destination", directory], {
    cwd: directory,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return path.join(directory, JSON.parse(packed)[0].filename);
}

const formatHost: ts.FormatDiagnosticsHost = {
  getCurrentDirectory: () => process.cwd(),
  getCanonicalFileName: (name) => name,
  getNewLine: () => "\n",
};

if (import.meta.filename === process.argv[1]) console.log(path.relative(process.cwd(), await packClient()));
