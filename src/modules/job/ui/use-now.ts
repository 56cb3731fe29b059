"use client";

import { useSyncExternalStore } from "react";

const everySecond = (onChange: () => void) => {
  const timer = setInterval(onChange, 1_000);
  return () => clearInterval(timer);
};
const never = () => () => {};
/** Stands still within a second, as a snapshot must. */
const currentSecond = () => Math.floor(Date.now() / 1_000) * 1_000;
const unknownOnServer = () => null;

/** The time in milliseconds since 1970, each second while `running`; null on the server, whose moment is not the reader's. */
export const useNow = (running: boolean): number | null =>
  useSyncExternalStore(running ? everySecond : never, currentSecond, unknownOnServer);
