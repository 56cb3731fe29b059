import type { NextConfig } from "next";

const config: NextConfig = {
  reactStrictMode: true,
  poweredByHeader: false,
  // A reverse proxy compresses; compressing here would hold streamed responses back.
  compress: false,
  allowedDevOrigins: ["127.0.0.1"],
  turbopack: { root: import.meta.dirname },
  // `npm run typecheck` checks types, several times faster.
  typescript: { ignoreBuildErrors: true },
  // Loaded from node_modules as they are, not bundled.
  serverExternalPackages: [
    "pino",
    "pino-pretty",
    "pg",
    "ioredis",
    "sharp",
    "better-auth",
    "@prisma/client",
    "@prisma/adapter-pg",
  ],
};

export default config;
