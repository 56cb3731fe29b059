// Adds to package-lock.json the optional platform packages that the registry in use did not offer. npm leaves such
// packages out of a fresh lock and `npm ci` then refuses it as out of sync ("Missing: @biomejs/cli-darwin-arm64"). Run it
// after adding a package that has native binaries. The entries carry no integrity hash: they are inert on other
// platforms, and a later `npm install` on a full registry fills them in.
import { readFileSync, writeFileSync } from "node:fs";

const systems = ["darwin", "win32", "linux", "android", "freebsd", "openbsd", "netbsd", "sunos", "aix", "openharmony"];
const processors = ["arm64", "x64", "arm", "ia32", "ppc64", "riscv64", "s390x", "loong64", "mips64el", "wasm32"];

const lock = JSON.parse(readFileSync("package-lock.json", "utf8"));

/** Whether a package installed at `from` would find `name`, looking upwards as Node does. */
function resolves(from, name) {
  for (let directory = from; ; directory = directory.slice(0, Math.max(directory.lastIndexOf("/node_modules/"), 0))) {
    if (lock.packages[`${directory ? `${directory}/` : ""}node_modules/${name}`]) return true;
    if (directory === "") return false;
  }
}

/** The platform that a package is for, read from its name, as in "cli-linux-arm64-musl". */
function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, "").split(/[-_]/);
  const os = systems.filter((system) => words.includes(system));
  const cpu = processors.filter((processor) => words.includes(processor));
  if (cpu.length === 0 && words.some((word) => /^armv?\d?/.test(word))) cpu.push("arm");
  const libc =
    os[0] !== "linux"
      ? []
      : words.some((word) => word.startsWith("musl"))
        ? ["musl"]
        : words.some((word) => word.startsWith("gnu"))
          ? ["glibc"]
          : [];
  return { os, cpu, libc };
}

const added = [];
for (const [from, entry] of Object.entries({ ...lock.packages })) {
  for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
    if (from === "" || !/^\d/.test(version) || resolves(from, name)) continue;
    const { os, cpu, libc } = platformOf(name);
    if (os.length === 0 && cpu.length === 0) continue;
    lock.packages[`node_modules/${name}`] = {
      version,
      ...(cpu.length > 0 && { cpu }),
      ...(entry.dev && { dev: true }),
      ...(libc.length > 0 && { libc }),
      optional: true,
      ...(os.length > 0 && { os }),
    };
    added.push(name);
  }
}
lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
writeFileSync("package-lock.json", `${JSON.stringify(lock, null, 2)}\n`);
console.log(`package-lock.json: ${added.length} platform packages added`);
