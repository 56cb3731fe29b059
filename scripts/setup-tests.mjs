// What the tests need beyond packages: a Redis, a Chromium, proxies to stand behind and a judge of EPUBs. On Debian as root they are installed; elsewhere
// this says what to install, and scripts/test.ts names the suites that it skips without them.
import { accessSync, constants, existsSync } from "node:fs";
import path from "node:path";

/** Program → Debian package. */
const programs = {
  "redis-server": "redis-server",
  chromium: "chromium-headless-shell",
  nginx: "nginx-light",
  haproxy: "haproxy",
  caddy: "caddy",
  epubcheck: "epubcheck",
};

/** The one without a screen installs no GTK and takes a tenth less time for our tests; the whole one does as well. */
const names = { chromium: ["chromium-headless-shell", "chromium"] };

/** Where PATH finds `program`, or undefined. */
export function pathOf(program) {
  const directories = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin"];
  return (names[program] ?? [program])
    .flatMap((name) => directories.map((directory) => path.join(directory, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

export const missingPrograms = () => Object.keys(programs).filter((program) => !pathOf(program));

export async function setUpTests(run) {
  const missing = missingPrograms();
  if (missing.length === 0) return;
  const packages = missing.map((program) => programs[program]);
  if (existsSync("/etc/debian_version") && process.getuid?.() === 0 && pathOf("apt-get")) {
    await run("Updating the list of Debian's packages", "apt-get", ["update", "-qq"]);
    // The service that the package would start is not ours to run; tests start their own.
    process.env.DEBIAN_FRONTEND = "noninteractive";
    process.env.RUNLEVEL = "1";
    await run(`Installing ${packages.join(", ")}`, "apt-get", [
      "install",
      "-y",
      "-qq",
      "--no-install-recommends",
      ...packages,
    ]);
    return;
  }
  console.log(
    `Not found: ${missing.join(", ")}. To run all suites, install ${packages.join(", ")} (on Debian or Ubuntu: sudo apt-get install ${packages.join(" ")}).`,
  );
}
