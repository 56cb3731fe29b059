import fs from "node:fs";
import pino from "pino";
import { env } from "./env";
import { singleton } from "./singleton";
import { currentTrace } from "./tracing";

const secrets = [
  "cookie",
  "set-cookie",
  "authorization",
  "x-api-key",
  "password",
  "newPassword",
  "token",
  "secret",
  "key",
];

/** What is said and left out in every line. Exported for its test. */
export const discretion: pino.LoggerOptions = {
  redact: {
    // Where they are, and in what is passed along: an object, a request in it, the headers of that.
    paths: secrets.flatMap((name) => ["", "*", "*.*"].map((where) => `${where}["${name}"]`)),
    censor: "[redacted]",
  },
  /** Where traces are made, a line names its own. */
  mixin() {
    const traceId = currentTrace()?.split("-")[1];
    return traceId ? { traceId } : {};
  },
};

/**
 * The logger of this process: one JSON object a line, or readable lines on a terminal. Development also writes them to
 * logs/dev-server.log. Never pass it what a person typed or a secret sent; known carriers of secrets are redacted.
 */
export const log = (): pino.Logger =>
  singleton("log", () => {
    const { logLevel, production } = env();
    const readable = process.stdout.isTTY || !production;
    const targets: pino.TransportTargetOptions[] = [
      readable
        ? { target: "pino-pretty", options: { ignore: "pid,hostname", translateTime: "SYS:HH:MM:ss" }, level: logLevel }
        : { target: "pino/file", options: { destination: 1 }, level: logLevel },
    ];
    if (!production && logLevel !== "silent") {
      fs.mkdirSync("logs", { recursive: true });
      targets.push({ target: "pino/file", options: { destination: "logs/dev-server.log" }, level: logLevel });
    }
    return pino({
      level: logLevel,
      ...discretion,
      transport: { targets },
    });
  });
