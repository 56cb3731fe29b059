"use client";

import { useReducer, useState } from "react";
import { toast } from "sonner";
import { isResync, parseCursor } from "@/live/cursor";
import { trpc } from "@/trpc/react";
import type { ListInput, NotificationPage } from "../schema";
import { type Change, initialState, type NotificationState, reducerFor } from "./notification-state";

const positionOf = (cursor: string) => parseCursor(cursor)?.seq ?? 0;

export interface Notifications extends NotificationState {
  /** Brings what waits to the top. */
  show(): void;
  loadMore(): Promise<void>;
  loading: boolean;
  failed: boolean;
  markRead(ids: string[]): void;
  markAllRead(): void;
}

/** A list of notifications that goes on from `first`, and the number that is unread, as the server tells it. */
export function useNotifications(
  first: NotificationPage,
  wanted: Partial<ListInput> = {},
  onChange?: (change: Change) => void,
): Notifications {
  const [reducer] = useState(() => reducerFor(wanted));
  const [state, dispatch] = useReducer(reducer, first, (page) => initialState(page, positionOf(page.live)));
  const [lastEventId] = useState(first.live);
  const { notification, client } = trpc.useUtils();

  const refetch = async () => {
    const page = await notification.list.fetch(wanted, { staleTime: 0 });
    dispatch({ type: "fetched", page, at: positionOf(page.live) });
  };
  trpc.notification.onNew.useSubscription(
    { lastEventId },
    {
      onData({ id, data }) {
        if (isResync(data)) return void refetch().catch(() => {}); // the next event brings the number at least
        dispatch({ type: "changed", change: data, at: positionOf(id) });
        onChange?.(data);
      },
    },
  );

  const onError = () => {
    toast.error("That could not be marked as read. Please try again.");
    void refetch().catch(() => {});
  };
  const mark = trpc.notification.markRead.useMutation({ onError });
  const markAll = trpc.notification.markAllRead.useMutation({ onError });
  const [{ loading, failed }, setProgress] = useState({ loading: false, failed: false });

  return {
    ...state,
    loading,
    failed,
    show: () => dispatch({ type: "shown" }),
    async loadMore() {
      setProgress({ loading: true, failed: false });
      try {
        const page = await client.notification.list.query({ ...wanted, cursor: state.nextCursor });
        dispatch({ type: "continued", page });
        setProgress({ loading: false, failed: false });
      } catch {
        setProgress({ loading: false, failed: true });
      }
    },
    markRead(ids) {
      dispatch({ type: "marked", ids });
      mark.mutate({ ids });
    },
    markAllRead() {
      const known = [...state.pending, ...state.items];
      dispatch({ type: "marked", ids: known.map(({ id }) => id) });
      // What arrives while one clicks is not among what the number counted.
      markAll.mutate({ before: state.asOf });
    },
  };
}
