import { setTimeout as sleep } from "node:timers/promises";
import {
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import packageJson from "../../package.json" with { type: "json" };
import type { SpanDescription, Tracer } from "./tracing";

/** How long a collector that does not answer may hold up the end of the process, in milliseconds. */
const flushMs = 2_000;

const kinds = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

/**
 * Sends spans to the collector that OpenTelemetry's own variables name (OTEL_EXPORTER_OTLP_ENDPOINT and _HEADERS,
 * OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES, OTEL_TRACES_SAMPLER, OTEL_BSP_SCHEDULE_DELAY). It is registered for the whole
 * process, so that the spans that Next makes of pages are in it too.
 */
export function createTracer(): Tracer {
  const provider = new NodeTracerProvider({
    resource: defaultResource()
      .merge(resourceFromAttributes({ "service.name": packageJson.name, "service.version": packageJson.version }))
      .merge(detectResources({ detectors: [envDetector] })),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter())],
  });
  provider.register();
  const tracer = provider.getTracer(packageJson.name, packageJson.version);
  return {
    run({ name, kind, parent, since, attributes }, work) {
      const options = { ...(kind && { kind: kinds[kind] }), ...(since && { startTime: since }), ...{ attributes } };
      return tracer.startActiveSpan(name, options, contextOf(parent), (span) => {
        const fail = (error: unknown) => {
          span.recordException(error instanceof Error ? error : String(error));
          span.setStatus({ code: SpanStatusCode.ERROR });
          span.end();
        };
        try {
          const result = work({ set: (key, value) => void span.setAttribute(key, value) });
          if (result instanceof Promise) void result.then(() => span.end(), fail);
          else span.end();
          return result;
        } catch (error) {
          fail(error);
          throw error;
        }
      });
    },
    current() {
      const carrier: { traceparent?: string } = {};
      propagation.inject(context.active(), carrier);
      return carrier.traceparent ?? null;
    },
    async stop() {
      await Promise.race([provider.shutdown(), sleep(flushMs, undefined, { ref: false })]).catch(() => {});
    },
  };
}

/** What runs now, if it is of the trace that `parent` names; otherwise `parent`, wherever that was. */
function contextOf(parent: SpanDescription["parent"]): Context {
  const active = context.active();
  if (!parent) return active;
  const named = propagation.extract(ROOT_CONTEXT, { traceparent: parent });
  const { traceId } = trace.getSpanContext(named) ?? INVALID_SPAN_CONTEXT;
  const current = trace.getSpanContext(active);
  return current && isSpanContextValid(current) && current.traceId === traceId ? active : named;
}
