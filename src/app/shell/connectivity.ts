export interface ConnectivityOptions {
  /** Resolves to whether the server answers; must settle once the signal aborts. */
  probe: (signal: AbortSignal) => Promise<boolean>;
  onChange: (offline: boolean) => void;
  /** Between the end of a failed probe and the next one. */
  retryMs: number;
}

/**
 * Whether the server can be reached.
 *
 *     online --lost()--> offline --a probe succeeds--> online
 *
 * Loss is believed at once, from whoever notices it. Return is believed only when a probe got an answer: a browser that
 * says "online" has a network, which is not yet our server, and one that says "offline" may still reach it.
 */
export class Connectivity {
  #offline = false;
  #probing: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly options: ConnectivityOptions) {}

  get offline(): boolean {
    return this.#offline;
  }

  /** A probe under way is void: it may have been answered before the loss. */
  lost(): void {
    this.#set(true);
    this.#cancel();
    this.#schedule();
  }

  /** Something suggests that the server is back: asks at once instead of at the next interval. */
  check(): void {
    if (!this.#offline) return;
    this.#cancel();
    void this.#probe();
  }

  stop(): void {
    this.#cancel();
    this.#offline = false;
  }

  async #probe(): Promise<void> {
    const controller = new AbortController();
    this.#probing = controller;
    const reached = await this.options.probe(controller.signal).catch(() => false);
    if (controller.signal.aborted) return; // superseded
    this.#probing = null;
    if (reached) this.#set(false);
    else this.#schedule();
  }

  #schedule(): void {
    this.#timer = setTimeout(() => void this.#probe(), this.options.retryMs);
  }

  #cancel(): void {
    clearTimeout(this.#timer);
    this.#probing?.abort();
    this.#probing = null;
  }

  #set(offline: boolean): void {
    if (this.#offline === offline) return;
    this.#offline = offline;
    this.options.onChange(offline);
  }
}

const probeTimeoutMs = 4_000;

/** Whether our server answers, and not a captive portal or a cache in its name. */
export async function probeServer(signal: AbortSignal): Promise<boolean> {
  const response = await fetch("/api/health/live", {
    cache: "no-store",
    redirect: "error",
    signal: AbortSignal.any([signal, AbortSignal.timeout(probeTimeoutMs)]),
  });
  return response.ok;
}
