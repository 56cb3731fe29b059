/** What travels between the benchmark and the processes that it starts. */

/** The first message of a program. */
export interface Ready {
  /** Where it listens; 0 for one that does not. */
  port: number;
  /** The processes that do the work that is measured. */
  pids: number[];
}

export interface Question {
  id: number;
  command: string;
  argument: unknown;
}

export interface Answer {
  id: number;
  result?: unknown;
  error?: string;
}

type Command = (argument: never) => unknown;

/** Answers the commands of the process that started this one, and ends when that one is gone. */
export function answerCommands(ready: Ready, commands: Record<string, Command>): void {
  const known: Record<string, Command> = { collectGarbage, ...commands };
  process.on("message", async ({ id, command, argument }: Question) => {
    try {
      const run = known[command];
      if (!run) throw new Error(`there is no command "${command}"`);
      process.send?.({ id, result: await run(argument as never) } satisfies Answer);
    } catch (error) {
      process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on("disconnect", () => process.exit(0));
  // The terminal's Ctrl-C goes to all; the process that started us closes the channel.
  process.on("SIGINT", () => {});
  process.send?.(ready);
}

/** Twice, since the first run may only find out what the second can free. Needs --expose-gc. */
function collectGarbage(): void {
  globalThis.gc?.();
  globalThis.gc?.();
}
