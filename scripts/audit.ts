/**
 * `npm run audit`: asks the registry whether anything that is shipped has a known hole, and fails from "high" on. Not every
 * registry has that service: then nothing was checked, which is said, and fails with `--required`.
 */
import { spawnSync } from "node:child_process";
import { z } from "zod";

const answered = z.object({
  metadata: z.object({ vulnerabilities: z.record(z.string(), z.number()) }),
  vulnerabilities: z.record(z.string(), z.object({ severity: z.string(), range: z.string() })),
});
const unanswered = z.object({ message: z.string() });

const grave = ["high", "critical"];
/** The audit service answers within a few seconds, or not at all. */
const timeoutMs = 60_000;

/** @returns whether the check may pass. */
function audit(required: boolean): boolean {
  const { stdout } = spawnSync("npm", ["audit", "--omit=dev", "--json", "--fetch-retries=0", "--fetch-timeout=20000"], {
    encoding: "utf8",
    timeout: timeoutMs,
    maxBuffer: 64 * 1024 * 1024,
  });
  const json = parse(stdout);
  const report = answered.safeParse(json);
  if (!report.success) {
    const why = unanswered.safeParse(json).data?.message ?? "no answer";
    say(`Dependency audit: NOT CHECKED. The registry has no audit service that answers (${why}).`);
    if (!required) say("Run `npm run audit` where it can be reached, at least once a week.");
    return !required;
  }
  const found = Object.entries(report.data.vulnerabilities).filter(([, { severity }]) => grave.includes(severity));
  for (const [name, { severity, range }] of found) say(`${severity}: ${name} ${range}`.trimEnd());
  const { total = 0 } = report.data.metadata.vulnerabilities;
  say(
    `Dependency audit: ${found.length} packages with holes from "high" on, ${total - found.length} with lesser ones.`,
  );
  return found.length === 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const say = (text: string) => process.stdout.write(`${text}\n`);

if (import.meta.filename === process.argv[1]) process.exit(audit(process.argv.includes("--required")) ? 0 : 1);
