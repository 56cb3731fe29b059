import path from "node:path";
import { z } from "zod";
import { StartError } from "./errors";
import { networks } from "./public-address";
import { singleton } from "./singleton";

const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol));

/** New streams per seconds for one person; null for no limit. */
const connectLimit = z
  .string()
  .regex(/^(off|[1-9]\d{0,5}\/[1-9]\d{0,4})$/)
  .default("10/10")
  .transform((text) => {
    const [points, seconds] = text.split("/").map(Number);
    return points && seconds ? { points, seconds } : null;
  });

/** Whose forwarded-for header is believed: nobody's, that of the nearest n, or of these addresses. */
const trustProxy = z
  .string()
  .regex(/^(off|[1-9]\d?|[\da-fA-F:./]+(,\s*[\da-fA-F:./]+)*)$/)
  .default("off")
  .transform((text) => (text === "off" ? 0 : /^\d+$/.test(text) ? Number(text) : text.split(/,\s*/)));

/** An address that only this machine can reach, as URL has it: the numbers of 127.1 written out, IPv6 in brackets. */
const isLoopback = (address: string) => /^((.+\.)?localhost|127\.[\d.]+|\[::1\])$/.test(new URL(address).hostname);

/** Networks of our own that webhooks may be sent to; null for none. */
const webhookNetworks = z
  .string()
  .regex(/^(off|[\da-fA-F:.]+(\/\d{1,3})?(,\s*[\da-fA-F:.]+(\/\d{1,3})?)*)$/)
  .default("off")
  .transform((text, context) => {
    try {
      return text === "off" ? null : networks(text.split(/,\s*/));
    } catch {
      context.addIssue("not a network");
      return z.NEVER;
    }
  });

/** Each variable with what it accepts; the second text completes "VARIABLE: given …, accepted: …". */
const variables = {
  PORT: [z.coerce.number().int().min(0).max(65_535).default(3000), "a port number from 0 to 65535"],
  HOST: [z.string().min(1).optional(), "an address to listen on, such as 127.0.0.1"],
  DATABASE_URL: [url("postgres:", "postgresql:").optional(), "postgresql://user:password@host:5432/database"],
  REDIS_URL: [
    url("redis:", "rediss:", "redis+cluster:", "rediss+cluster:").optional(),
    "redis://host:6379, rediss:// with TLS, or redis+cluster:// and rediss+cluster:// with any node of a cluster",
  ],
  INKWIRE_DATA_DIR: [z.string().min(1).default(".data"), "a directory that may be written"],
  INKWIRE_WORKER: [z.enum(["inline", "off"]).default("inline"), "inline, or off where `npm run worker` runs beside it"],
  INKWIRE_WORKER_PORT: [
    z.coerce.number().int().min(1).max(65_535).optional(),
    "a port number from 1 to 65535, on which a separate worker answers probes and Prometheus",
  ],
  INKWIRE_DEMO: [z.enum(["on", "off"]).optional(), "on or off"],
  AUTH_SECRET: [z.string().min(32).optional(), "at least 32 characters, such as from: openssl rand -base64 32"],
  AUTH_SECRET_PREVIOUS: [z.string().min(32).optional(), "the AUTH_SECRET before this one, for a while after a change"],
  APP_URL: [url("http:", "https:").optional(), "the address that people type, such as https://stories.example"],
  INKWIRE_CONNECT_LIMIT: [connectLimit, "a number of new streams per seconds for one person, such as 10/10, or off"],
  INKWIRE_TRUST_PROXY: [trustProxy, "off, the number of proxies in front, or their addresses separated by commas"],
  INKWIRE_WEBHOOK_NETWORKS: [
    webhookNetworks,
    "off, or addresses and networks such as 10.1.0.0/16, separated by commas",
  ],
  SMTP_URL: [url("smtp:", "smtps:").optional(), "smtp://user:password@host:587, or smtps:// with TLS from the start"],
  MAIL_FROM: [
    z
      .string()
      .regex(/^[^<>\r\n]*<[^<>\s@]+@[^<>\s@]+>$|^[^<>\s@]+@[^<>\s@]+$/)
      .optional(),
    "an address to send from, such as: Inkwire <post@stories.example>",
  ],
  GENERATOR_URL: [
    url("http:", "https:").optional(),
    "the base of an OpenAI-compatible API, such as https://api.example/v1",
  ],
  GENERATOR_API_KEY: [z.string().min(1).optional(), "the key that the API at GENERATOR_URL asks for"],
  GENERATOR_MODEL: [z.string().min(1).optional(), "the name of a model, as the API at GENERATOR_URL knows it"],
  OTEL_EXPORTER_OTLP_ENDPOINT: [
    url("http:", "https:").optional(),
    "the base address of an OTLP/HTTP collector, such as http://localhost:4318",
  ],
  LOG_LEVEL: [
    z.enum(["debug", "info", "warn", "error", "silent"]).default("info"),
    "debug, info, warn, error or silent",
  ],
} as const;

/** Every variable that there is. */
export const variableNames: readonly string[] = Object.keys(variables);

const secret = new Set([
  "DATABASE_URL",
  "REDIS_URL",
  "AUTH_SECRET",
  "AUTH_SECRET_PREVIOUS",
  "SMTP_URL",
  "GENERATOR_URL",
  "GENERATOR_API_KEY",
]);

const shape = Object.fromEntries(Object.entries(variables).map(([name, [schema]]) => [name, schema])) as {
  [Name in keyof typeof variables]: (typeof variables)[Name][0];
};

/**
 * Reads the configuration. An empty variable counts as unset.
 * @throws StartError that names every wrong variable, what was given (secrets excepted) and what is accepted.
 */
export function readEnv(source: Record<string, string | undefined>) {
  const given = Object.fromEntries(
    Object.keys(variables).flatMap((name) => (source[name] ? [[name, source[name]]] : [])),
  );
  const parsed = z.object(shape).safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new StartError(
      names
        .map((name) => {
          const shown = secret.has(name) ? "a value that does not fit" : JSON.stringify(given[name]);
          return `${name}: given ${shown}, accepted: ${variables[name as keyof typeof variables][1]}`;
        })
        .join("\n"),
    );
  }
  const values = parsed.data;
  for (const name of ["AUTH_SECRET", "APP_URL"] as const) {
    if (values.DATABASE_URL && !values[name]) {
      throw new StartError(`${name}: not set, and required when DATABASE_URL is set; accepted: ${variables[name][1]}`);
    }
  }
  if (Boolean(values.SMTP_URL) !== Boolean(values.MAIL_FROM)) {
    const missing = values.SMTP_URL ? "MAIL_FROM" : "SMTP_URL";
    throw new StartError(`${missing}: not set, and mail needs both; accepted: ${variables[missing][1]}`);
  }
  if (Boolean(values.GENERATOR_URL) !== Boolean(values.GENERATOR_MODEL)) {
    const missing = values.GENERATOR_URL ? "GENERATOR_MODEL" : "GENERATOR_URL";
    throw new StartError(`${missing}: not set, and drafting needs both; accepted: ${variables[missing][1]}`);
  }
  return {
    port: values.PORT,
    host: values.HOST,
    /** Undefined: an embedded PostgreSQL under `dataDir`. */
    databaseUrl: values.DATABASE_URL,
    /** Undefined: events stay within this process. */
    redisUrl: values.REDIS_URL,
    dataDir: path.resolve(values.INKWIRE_DATA_DIR),
    /** Whether this process runs jobs itself. */
    worksInline: values.INKWIRE_WORKER === "inline",
    /** Where a separate worker answers probes and Prometheus; undefined: nowhere. */
    workerPort: values.INKWIRE_WORKER_PORT,
    /** By itself only where nobody else comes: the password of the demo members, an administrator among them, is known. */
    demo: values.INKWIRE_DEMO
      ? values.INKWIRE_DEMO === "on"
      : !values.DATABASE_URL && (!values.APP_URL || isLoopback(values.APP_URL)),
    /** Undefined: generated into `dataDir`. */
    authSecret: values.AUTH_SECRET,
    /** Opens what was encrypted before `AUTH_SECRET` was changed. */
    previousAuthSecret: values.AUTH_SECRET_PREVIOUS,
    /** Without a trailing slash. */
    appUrl: (values.APP_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ""),
    connectLimit: values.INKWIRE_CONNECT_LIMIT,
    trustProxy: values.INKWIRE_TRUST_PROXY,
    /** Where webhooks may go beside the open internet, also without TLS; null: nowhere. */
    webhookNetworks: values.INKWIRE_WEBHOOK_NETWORKS,
    /** Null: no mail is sent. */
    mail: values.SMTP_URL && values.MAIL_FROM ? { smtpUrl: values.SMTP_URL, from: values.MAIL_FROM } : null,
    /** Who writes drafts; null: the offline composer. */
    generator:
      values.GENERATOR_URL && values.GENERATOR_MODEL
        ? { url: values.GENERATOR_URL, apiKey: values.GENERATOR_API_KEY, model: values.GENERATOR_MODEL }
        : null,
    /** Where traces go; undefined: none are made. */
    otlpEndpoint: values.OTEL_EXPORTER_OTLP_ENDPOINT,
    logLevel: values.LOG_LEVEL,
    production: source.NODE_ENV === "production",
  };
}

export type Env = ReturnType<typeof readEnv>;

/** The configuration of this process, read once. */
export const env = (): Env => singleton("env", () => readEnv(process.env));
