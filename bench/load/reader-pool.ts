import { Child } from "../processes/child";
import type { Opening } from "./requests";

export interface OpenRequest {
  opening: Opening;
  count: number;
  concurrency: number;
}

export interface Opened {
  seconds: number;
  open: number;
  /** Why readers could not open their streams, with how many. */
  failures: Record<string, number>;
}

export interface Wait {
  key: number;
  count: number;
  withinMs: number;
}

/** What went over the sockets that are open, in bytes. */
export interface Traffic {
  bytesUp: number;
  bytesDown: number;
}

/** The load generator as benchmarks use it. */
export class ReaderPool implements AsyncDisposable {
  private constructor(private readonly child: Child) {}

  static async start(file: string): Promise<ReaderPool> {
    return new ReaderPool(await Child.start(file));
  }

  get pids(): number[] {
    return this.child.ready.pids;
  }

  /** @throws when not all of them could be opened. */
  async open(opening: Opening, count: number, concurrency = 100): Promise<Opened> {
    const request: OpenRequest = { opening, count, concurrency };
    const opened = await this.child.ask<Opened>("open", request);
    const failures = Object.entries(opened.failures).map(([reason, times]) => `${times} × ${reason}`);
    if (failures.length > 0) throw new Error(`not all of ${count} readers could open: ${failures.join(", ")}`);
    return opened;
  }

  /** When each reader received the event with this key, in microseconds of the shared clock. */
  async wait(key: number, count: number, withinMs = 60_000): Promise<Float64Array> {
    const request: Wait = { key, count, withinMs };
    const times = await this.child.ask<Float64Array>("wait", request);
    if (times.length !== count) throw new Error(`${times.length} of ${count} deliveries arrived in ${withinMs} ms`);
    return times;
  }

  traffic(): Promise<Traffic> {
    return this.child.ask("traffic");
  }

  close(): Promise<void> {
    return this.child.ask("close");
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.child.stop();
  }
}
