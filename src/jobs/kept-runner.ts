import { setTimeout as pause } from "node:timers/promises";
import type { Runner } from "graphile-worker";
import type { Logger } from "pino";

const againMs = 1_000;

/**
 * graphile-worker's runner, and another one whenever it ends by itself: it gives up where the database goes away just as a
 * job ends.
 */
export class KeptRunner {
  #stopping = false;
  readonly #ended: Promise<void>;

  private constructor(
    private runner: Runner,
    private readonly begin: () => Promise<Runner>,
    private readonly log: Logger,
  ) {
    this.#ended = this.#keep();
  }

  /** @throws what `begin` does, the first time. */
  static async start(begin: () => Promise<Runner>, log: Logger): Promise<KeptRunner> {
    return new KeptRunner(await begin(), begin, log);
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.runner.stop().catch(() => {}); // it has stopped already
    await this.#ended;
  }

  async #keep(): Promise<void> {
    for (;;) {
      await this.runner.promise.catch((error) => this.log.error({ err: error }, "jobs: the workers have failed"));
      if (this.#stopping) return;
      this.log.warn("jobs: the workers have ended by themselves, and are started again");
      await this.#beginAgain();
    }
  }

  async #beginAgain(): Promise<void> {
    while (!this.#stopping) {
      await pause(againMs);
      try {
        this.runner = await this.begin();
        if (this.#stopping) await this.runner.stop();
        return;
      } catch (error) {
        this.log.warn({ err: error }, "jobs: the workers could not be started, to be tried again");
      }
    }
  }
}
