/** `npm run build`: the pages (.next), the server (dist/server.mjs) and the worker (dist/worker.mjs). */
import { build } from "./build-if-stale";

await build();
