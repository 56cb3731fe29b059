import { defineConfig } from "@playwright/test";
import { pathOf } from "./scripts/setup-tests.mjs";
import { applicationUrl } from "./tests/e2e/support/address";
import { freePort } from "./tests/support/redis";

// The browser finds the application at its usual address, on whatever port is free; workers inherit the variable.
process.env.INKWIRE_TEST_PORT ??= String(await freePort());
const { host } = new URL(applicationUrl);

export default defineConfig({
  testDir: "tests",
  testMatch: "**/*.spec.ts",
  globalSetup: "./tests/e2e/support/global-setup.ts",
  // One server and one community: a test that counts cards must not see another one publish. `npm test` runs several parts,
  // as even as can be because each test counts by itself.
  workers: 1,
  fullyParallel: true,
  retries: 0,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: process.env.CI ? [["list"], ["html", { open: "never" }]] : "list",
  use: {
    baseURL: applicationUrl,
    // Each picture of a trace costs a browser without a graphics card about as much as the page does.
    trace: process.env.CI ? "off" : "retain-on-failure",
    // So does each frame of an animation, and a click waits for its end.
    contextOptions: { reducedMotion: "reduce" },
    launchOptions: {
      executablePath: pathOf("chromium"),
      args: [
        `--host-resolver-rules=MAP ${host} 127.0.0.1:${process.env.INKWIRE_TEST_PORT}`,
        "--disable-gpu",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
});
