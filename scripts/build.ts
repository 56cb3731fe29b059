/** `npm run build`: the pages (.next), the server, the worker and the migrations (dist/*.mjs). */
import { build } from "./build-if-stale";

await build();
