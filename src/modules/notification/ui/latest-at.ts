import type { NotificationView } from "../schema";

/** When the latest of them happened: what arrives while one looks or clicks is not among what one means. */
export const latestAt = (known: readonly NotificationView[]): string =>
  known
    .map(({ at }) => at)
    .sort()
    .at(-1) ?? new Date(0).toISOString();
