/** `npm run build`: the pages (.next) and the server (dist/server.mjs). */
import { build } from "./build-if-stale";

await build();
