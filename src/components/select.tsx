import { clsx } from "clsx";
import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";

export type SelectProps = Omit<ComponentProps<"select">, "multiple" | "size">;

/** The platform's own select, which knows its keyboard and its phone better than any of ours would. */
export function Select({ className, ...props }: SelectProps) {
  return (
    <span className={clsx("relative block", className)}>
      <select {...props} className={clsx(controlClass, "h-10 appearance-none pe-9 pointer-coarse:h-11")} />
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute inset-e-3 top-1/2 size-4 -translate-y-1/2 text-ink-muted"
      />
    </span>
  );
}
