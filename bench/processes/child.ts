import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { Answer, Question, Ready } from "./commands";

export interface ChildOptions {
  env?: Record<string, string>;
  nodeArguments?: string[];
}

/** How long a program may take to say that it is ready, and how long it has to end by itself. */
const startDeadlineMs = 120_000;
const stopDeadlineMs = 8_000;

/**
 * A program of this folder in a process of its own, asked over Node's IPC channel. It ends by itself when the channel
 * closes, and so with this process, however that ends.
 */
export class Child implements AsyncDisposable {
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #asked = 0;

  private constructor(
    private readonly child: ChildProcess,
    readonly ready: Ready,
  ) {
    child.on("message", (message: Answer) => {
      this.#waiting.get(message.id)?.(message);
      this.#waiting.delete(message.id);
    });
    child.once("exit", (code, signal) => {
      const error = `the process ended (${signal ?? code})`;
      for (const [id, resolve] of this.#waiting) resolve({ id, error });
      this.#waiting.clear();
    });
  }

  /** @throws with what it said when it ends before it is ready. */
  static async start(file: string, { env = {}, nodeArguments = [] }: ChildOptions = {}): Promise<Child> {
    const child = spawn(process.execPath, ["--enable-source-maps", ...nodeArguments, file], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
      serialization: "advanced",
      env: { ...process.env, NODE_ENV: "production", ...env },
    });
    const timeout = AbortSignal.timeout(startDeadlineMs);
    const outcome = await Promise.race([
      once(child, "message", { signal: timeout }).then(([ready]) => ready as Ready),
      once(child, "exit", { signal: timeout }).then(() => null),
    ]).catch(() => null);
    if (outcome) return new Child(child, outcome);
    child.kill("SIGKILL");
    throw new Error(`${file} did not become ready`);
  }

  get url(): string {
    return `http://127.0.0.1:${this.ready.port}`;
  }

  /** @throws what the program threw. */
  async ask<Result = void>(command: string, argument?: unknown): Promise<Result> {
    const question: Question = { id: ++this.#asked, command, argument };
    const answer = await new Promise<Answer>((resolve) => {
      if (!this.child.connected) return resolve({ id: question.id, error: "the process has ended" });
      this.#waiting.set(question.id, resolve);
      this.child.send(question);
    });
    if (answer.error !== undefined) throw new Error(`${command}: ${answer.error}`);
    return answer.result as Result;
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = once(this.child, "exit");
    this.child.disconnect();
    const killer = setTimeout(() => this.child.kill("SIGKILL"), stopDeadlineMs);
    await ended;
    clearTimeout(killer);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.stop();
  }
}
