import next from "next";
import { env } from "@/platform/env";
import { StartError } from "@/platform/errors";
import { log } from "@/platform/log";
import { demoMember, demoPassword } from "../../prisma/seed/members";
import { listOpenDemoStaff, seedDemo } from "../../prisma/seed/seed";
import { type Running, startServer } from "./start";

/** For the person at the terminal; the log is for machines. */
const say = (text: string) => process.stdout.write(`${text}\n`);

async function startWithPages(): Promise<Running> {
  const configuration = env();
  const { demo, production, appUrl } = configuration;
  const running = await startServer({
    env: configuration,
    say,
    async pages({ server }, port) {
      if (demo && (await seedDemo())) say("Added the demo members and their stories");
      const app = next({ dev: !production, dir: process.cwd(), httpServer: server, port });
      await app.prepare();
      const serve = app.getRequestHandler();
      return { handle: (request, response) => serve(request, response), close: () => app.close() };
    },
  });
  say(`\n  Inkwire is at ${configuration.port === 0 ? `http://localhost:${running.port}` : appUrl}`);
  if (demo) say(`  Sign in as ${demoMember.email} with the password  ${demoPassword}`);
  if (!demo) {
    for (const email of await listOpenDemoStaff()) {
      say(
        `  ${email} is here from a demo, with rights over others and a password that everybody knows. Change or ban it.`,
      );
    }
  }
  say("");
  return running;
}

let stopping = false;
const started = startWithPages().catch((error: unknown) => {
  const text =
    error instanceof StartError
      ? error.message
      : `Inkwire could not start: ${error instanceof Error ? error.stack : error}`;
  process.stderr.write(`${text}\n`);
  process.exit(1);
});

for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.on(signal, async () => {
    if (stopping) process.exit(1); // asked twice: at once
    stopping = true;
    log().info("stopping");
    await (await started).stop();
    process.exit(0);
  });
}
