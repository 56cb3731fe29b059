import { existsSync } from "node:fs";

const places = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/local/lib/nginx/modules"];

/** Where the nchan module of the installed nginx lies; undefined where there is none. */
export const nchanModule = (): string | undefined =>
  places.map((place) => `${place}/ngx_nchan_module.so`).find((file) => existsSync(file));
