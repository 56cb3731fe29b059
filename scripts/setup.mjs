// Makes a fresh checkout ready: `node scripts/setup.mjs`, and with `--test` also what the tests need. Runs before `npm start`,
// `npm run dev` and `npm test`, needs nothing but Node and npm, and does nothing that has been done.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { setUpTests } from "./setup-tests.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
process.chdir(root);

function fail(message) {
  console.error(message);
  process.exit(1);
}

async function run(what, command, args) {
  console.log(`${what} …`);
  const begun = Date.now();
  const [status] = await once(spawn(command, args, { stdio: "inherit", shell: process.platform === "win32" }), "exit");
  if (status !== 0) {
    throw new Error(`${what}: failed. The lines above say why; the command was: ${command} ${args.join(" ")}`);
  }
  console.log(`${what}: done in ${Math.round((Date.now() - begun) / 1000)} s`);
}

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (!((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major >= 24)) {
  fail(`Inkwire needs Node 20.19 or newer, 22.12 or newer, or 24; this is ${process.version}.`);
}

/** npm notes here what it installed; it is older than the lockfile when that has changed since. */
const installed = "node_modules/.package-lock.json";
const client = "src/generated/prisma/client.ts";

async function setUp() {
  if (!existsSync(installed) || statSync(installed).mtimeMs < statSync("package-lock.json").mtimeMs) {
    await run("Installing packages", "npm", ["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  }
  const schema = readdirSync("prisma/schema").map((name) => path.join("prisma/schema", name));
  if (!existsSync(client) || schema.some((file) => statSync(file).mtimeMs > statSync(client).mtimeMs)) {
    await run("Generating the database client", process.execPath, [
      "node_modules/prisma/build/index.js",
      "generate",
      "--no-hints",
    ]);
  }
}

const forTests = process.argv.includes("--test");
// Side by side, since both mostly wait for what they load; neither is cut short when the other fails.
const outcomes = await Promise.allSettled([setUp(), forTests && setUpTests(run)]);
const failures = outcomes.flatMap(({ reason }) => reason?.message ?? []);
if (failures.length > 0) fail(failures.join("\n"));
