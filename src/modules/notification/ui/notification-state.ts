import type { z } from "zod";
import type { notificationArrived, notificationRecalled, notificationsRead } from "../events";
import type { ListInput, NotificationPage, NotificationView } from "../schema";

/** What `notification.onNew` tells. */
export type Change =
  | z.infer<typeof notificationArrived.payload>
  | z.infer<typeof notificationsRead.payload>
  | z.infer<typeof notificationRecalled.payload>;

export interface NotificationState {
  /** In the order in which they were read; nothing joins or leaves them under a reader. */
  items: readonly Shown[];
  /** Arrived since, the latest first; they wait until they are asked for. */
  pending: readonly NotificationView[];
  unread: number;
  nextCursor: string | null;
  /** Up to when `unread` is known to count, whatever the list shows of it. */
  asOf: string;
  /** Position in the log that this is of. */
  at: number;
}

/** One that was taken back leaves its place, empty. */
export type Shown = NotificationView & { gone?: boolean };

export type Action =
  | { type: "changed"; change: Change; at: number }
  /** A first page, read at `at`. */
  | { type: "fetched"; page: NotificationPage; at: number }
  | { type: "continued"; page: NotificationPage }
  /** Marked in this tab: shown at once, before the server tells the count. */
  | { type: "marked"; ids: readonly string[] }
  | { type: "shown" };

export const initialState = ({ items, nextCursor, unread, asOf }: NotificationPage, at: number): NotificationState => ({
  items,
  nextCursor,
  unread,
  asOf,
  pending: [],
  at,
});

/** Follows what is told about the notifications of one list. */
export const reducerFor =
  (wanted: Pick<ListInput, "type">) =>
  (state: NotificationState, action: Action): NotificationState => {
    switch (action.type) {
      case "fetched":
        // One that was read before what has been told since is no news.
        return action.at < state.at ? state : initialState(action.page, action.at);
      case "continued": {
        const known = new Set([...state.items, ...state.pending].map(({ id }) => id));
        const older = action.page.items.filter(({ id }) => !known.has(id));
        return { ...state, items: [...state.items, ...older], nextCursor: action.page.nextCursor };
      }
      case "marked":
        return markRead(state, ({ id }) => action.ids.includes(id));
      case "shown":
        return { ...state, ...brought(state) };
      case "changed":
        if (action.at <= state.at) return state;
        return {
          ...changed(state, action.change, wanted),
          unread: action.change.unread,
          asOf: latest(state.asOf, action.change),
          at: action.at,
        };
    }
  };

const latest = (asOf: string, change: Change): string =>
  change.change === "arrived" && change.notification.at > asOf ? change.notification.at : asOf;

function changed(state: NotificationState, change: Change, wanted: Pick<ListInput, "type">): NotificationState {
  switch (change.change) {
    case "arrived":
      return arrived(state, change.notification, wanted);
    case "read": {
      const { ids, before } = change;
      return markRead(state, ({ id, at }) => ids.includes(id) || (before !== null && at <= before));
    }
    case "recalled":
      return {
        ...state,
        items: state.items.map((item) => (item.id === change.id ? { ...item, gone: true } : item)),
        pending: state.pending.filter(({ id }) => id !== change.id),
      };
  }
}

/** One that is shown grows where it stands; a new one waits, unless there is nobody to be moved. */
function arrived(
  state: NotificationState,
  notification: NotificationView,
  { type }: Pick<ListInput, "type">,
): NotificationState {
  if (type && notification.type !== type) return state;
  if (state.items.some(({ id }) => id === notification.id)) {
    return { ...state, items: state.items.map((item) => (item.id === notification.id ? notification : item)) };
  }
  if (state.items.length === 0) return { ...state, items: [notification] };
  return { ...state, pending: [notification, ...state.pending.filter(({ id }) => id !== notification.id)] };
}

function markRead(state: NotificationState, which: (item: NotificationView) => boolean): NotificationState {
  const mark = <Item extends NotificationView>(item: Item) => (which(item) ? { ...item, read: true } : item);
  return { ...state, items: state.items.map(mark), pending: state.pending.map(mark) };
}

const brought = ({ items, pending }: NotificationState) => ({
  items: [...pending, ...items.filter(({ gone }) => !gone)],
  pending: [],
});
