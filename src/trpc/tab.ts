import { v4 as randomId } from "uuid";

/**
 * Random name of this browser tab, sent with every call: what this tab causes, it need not be told. Browsers have
 * `crypto.randomUUID` only for pages by HTTPS or from localhost.
 */
export const tabId: string = typeof crypto === "undefined" ? "server" : randomId();
