import { describe, expect, test } from "vitest";
import { readEnv } from "@/platform/env";

const external = {
  DATABASE_URL: "postgresql://u:p@db:5432/inkwire",
  AUTH_SECRET: "x".repeat(32),
  APP_URL: "https://stories.example/",
};

test("with nothing set, everything runs on one machine", () => {
  expect(readEnv({})).toMatchObject({
    port: 3000,
    databaseUrl: undefined,
    redisUrl: undefined,
    demo: true,
    appUrl: "http://localhost:3000",
    connectLimit: { points: 10, seconds: 10 },
    trustProxy: 0,
  });
});

test("an empty variable counts as not set", () => {
  expect(readEnv({ PORT: "", DATABASE_URL: "", INKWIRE_DEMO: "" })).toMatchObject({ port: 3000, demo: true });
});

test("with a database of one's own the demo is off, and the address has no slash at its end", () => {
  expect(readEnv(external)).toMatchObject({ demo: false, appUrl: "https://stories.example" });
  expect(readEnv({ ...external, INKWIRE_DEMO: "on" })).toMatchObject({ demo: true });
});

test.each([
  ["http://localhost:3000", true],
  ["http://ink.localhost", true],
  ["http://127.0.0.1:8080", true],
  ["http://[::1]:3000/", true],
  ["https://stories.example", false],
  ["https://localhost.example", false],
  ["https://127.0.0.1.example", false],
  ["http://192.168.1.20:3000", false],
])("with the embedded database at %s the demo, whose password is known, is on: %s", (APP_URL, demo) => {
  expect(readEnv({ APP_URL }).demo).toBe(demo);
  expect(readEnv({ APP_URL, INKWIRE_DEMO: demo ? "off" : "on" }).demo).toBe(!demo);
});

test.each([
  ["off", null],
  ["3/60", { points: 3, seconds: 60 }],
])("INKWIRE_CONNECT_LIMIT=%s", (given, read) => {
  expect(readEnv({ INKWIRE_CONNECT_LIMIT: given }).connectLimit).toEqual(read);
});

test.each([
  ["off", 0],
  ["2", 2],
  ["10.0.0.0/8, ::1", ["10.0.0.0/8", "::1"]],
])("INKWIRE_TRUST_PROXY=%s", (given, read) => {
  expect(readEnv({ INKWIRE_TRUST_PROXY: given }).trustProxy).toEqual(read);
});

describe("a wrong value stops the start by the variable's name, with what was given and what is accepted", () => {
  test.each([
    ["PORT", "eighty", 'PORT: given "eighty", accepted: a port number from 0 to 65535'],
    ["PORT", "70000", 'PORT: given "70000", accepted: a port number from 0 to 65535'],
    ["INKWIRE_WORKER_PORT", "on", 'INKWIRE_WORKER_PORT: given "on", accepted: a port number from 1 to 65535'],
    ["INKWIRE_DEMO", "yes", 'INKWIRE_DEMO: given "yes", accepted: on or off'],
    ["LOG_LEVEL", "loud", 'LOG_LEVEL: given "loud", accepted: debug, info, warn, error or silent'],
    ["INKWIRE_CONNECT_LIMIT", "many", 'INKWIRE_CONNECT_LIMIT: given "many", accepted: a number of new streams'],
    ["APP_URL", "stories.example", 'APP_URL: given "stories.example", accepted: the address that people type'],
    ["REDIS_URL", "http://cache", "REDIS_URL: given a value that does not fit, accepted: redis://host:6379"],
  ])("%s=%s", (name, value, message) => {
    expect(() => readEnv({ [name]: value })).toThrow(message);
  });

  test("a secret is not repeated", () => {
    expect(() => readEnv({ DATABASE_URL: "mysql://root:hunter2@db" })).toThrow(
      /^DATABASE_URL: given a value that does not fit/,
    );
    expect(() => readEnv({ AUTH_SECRET: "hunter2" })).not.toThrow("hunter2");
  });

  test("all wrong ones are named at once", () => {
    expect(() => readEnv({ PORT: "x", LOG_LEVEL: "y" })).toThrow(/PORT: .*\nLOG_LEVEL: /);
  });

  test.each(["AUTH_SECRET", "APP_URL"])("%s is required beside DATABASE_URL", (name) => {
    expect(() => readEnv({ ...external, [name]: undefined })).toThrow(
      `${name}: not set, and required when DATABASE_URL is set`,
    );
  });
});

test("mail needs both its variables, and the password is not repeated", () => {
  const given = { SMTP_URL: "smtp://u:geheim@mail.example", MAIL_FROM: "Inkwire <post@stories.example>" };
  expect(readEnv(given).mail).toEqual({ smtpUrl: given.SMTP_URL, from: given.MAIL_FROM });
  expect(readEnv({}).mail).toBeNull();
  expect(() => readEnv({ SMTP_URL: given.SMTP_URL })).toThrow(/MAIL_FROM: not set/);
  expect(() => readEnv({ MAIL_FROM: given.MAIL_FROM })).toThrow(/SMTP_URL: not set/);
  expect(() => readEnv({ ...given, MAIL_FROM: "nobody" })).toThrow(/MAIL_FROM: given "nobody"/);
  expect(() => readEnv({ ...given, SMTP_URL: "http://u:geheim@mail.example" })).not.toThrow(/geheim/);
});

test("a writing service needs its address and a model; the key is never shown", () => {
  expect(readEnv({}).generator).toBeNull();
  const both = { GENERATOR_URL: "http://localhost:11434/v1", GENERATOR_MODEL: "scribe" };
  expect(readEnv(both).generator).toEqual({ url: both.GENERATOR_URL, model: "scribe", apiKey: undefined });
  expect(() => readEnv({ GENERATOR_URL: both.GENERATOR_URL })).toThrow(/^GENERATOR_MODEL: not set/);
  expect(() => readEnv({ ...both, GENERATOR_URL: "ftp://user:secret@host" })).toThrow(/^(?!.*secret)GENERATOR_URL/);
});
