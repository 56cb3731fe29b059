/** Stories whose curtain this browser has opened, until it is closed: ids with dots between them. */
export const openedCookie = "inkwire-opened";

/** A cookie of these is about 1.5 kB; the oldest makes room. */
const mostOpened = 40;

export const isOpened = (cookie: string | undefined, storyId: string): boolean =>
  cookie?.split(".").includes(storyId) ?? false;

export const withOpened = (cookie: string | undefined, storyId: string): string =>
  [...(cookie?.split(".") ?? []).filter((id) => id !== "" && id !== storyId), storyId].slice(-mostOpened).join(".");
