import { clsx } from "clsx";
import type { ComponentProps } from "react";

/** Holds the place of what is loading, at its final size. Say once, near it, what is being loaded. */
export function Skeleton({ className, ...props }: ComponentProps<"span">) {
  return (
    <span
      aria-hidden="true"
      {...props}
      className={clsx("block rounded-sm bg-rule/60 motion-safe:animate-pulse", className)}
    />
  );
}
