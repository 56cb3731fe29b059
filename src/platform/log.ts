import fs from "node:fs";
import pino from "pino";
import { env } from "./env";
import { singleton } from "./singleton";

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
      redact: {
        paths: ["cookie", "authorization", "password", "token", "*.cookie", "*.authorization", "*.password", "*.token"],
        censor: "[redacted]",
      },
      transport: { targets },
    });
  });
