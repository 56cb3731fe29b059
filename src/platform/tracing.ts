import { singleton } from "./singleton";

/** A piece of work as it is called in a trace. */
export interface SpanDescription {
  /** The kind of work, not the one piece of it: "relay story.published". */
  name: string;
  kind?: "server" | "client" | "producer" | "consumer";
  /** The `traceparent` (W3C Trace Context) that it follows from, where that is not what runs just now. */
  parent?: string | null | undefined;
  /** When it began, in milliseconds since 1970, if not now. */
  since?: number;
  attributes?: Readonly<Record<string, string | number>>;
}

export interface Span {
  set(name: string, value: string | number): void;
}

/** What makes traces; `open-telemetry.ts` does, where an OTLP endpoint is set. */
export interface Tracer {
  run<T>(description: SpanDescription, work: (span: Span) => T): T;
  /** The `traceparent` of what runs just now. */
  current(): string | null;
  /** Sends what has been recorded. */
  stop(): Promise<void>;
}

const state = () => singleton<{ tracer: Tracer | null }>("tracing", () => ({ tracer: null }));

/**
 * Runs `work` as a span of the trace that it belongs to. Without an OTLP endpoint it only calls `work`.
 * @param spanOf called where traces are made, and only there; falsy for work that belongs to no trace.
 */
export function traced<T>(spanOf: () => SpanDescription | null | "", work: (span?: Span) => T): T {
  const { tracer } = state();
  const description = tracer && spanOf();
  return description ? tracer.run(description, work) : work();
}

/** The `traceparent` to be passed on with what is said elsewhere; null where no trace is made. */
export const currentTrace = (): string | null => state().tracer?.current() ?? null;

/**
 * Makes traces from here on, if there is an `endpoint` to send them to; nothing of OpenTelemetry is loaded if not.
 * @returns what sends the last of them, at the end of the process.
 */
export async function startTracing(endpoint: string | undefined): Promise<() => Promise<void>> {
  if (!endpoint) return async () => {};
  const { createTracer } = await import("./open-telemetry");
  const tracer = createTracer();
  state().tracer = tracer;
  return async () => {
    state().tracer = null;
    await tracer.stop();
  };
}
