/** Random name of this browser tab, sent with every call: what this tab causes, it need not be told. */
export const tabId: string = typeof crypto === "undefined" ? "server" : crypto.randomUUID();
