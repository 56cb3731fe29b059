import { clsx } from "clsx";
import { Root as Slot, Slottable } from "radix-ui/slot";
import type { ComponentProps, MouseEvent } from "react";
import { Spinner } from "./spinner";

export type ButtonVariant = "primary" | "secondary" | "quiet" | "danger";
export type ButtonSize = "sm" | "md";

export type ButtonProps = ComponentProps<"button"> & {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shows a spinner in the place of the label, at the same width, and ignores clicks. */
  loading?: boolean;
  /** Gives the looks to the one child, such as a link. */
  asChild?: boolean;
};

const variants: Record<ButtonVariant, { surface: string; label: string; hover: string }> = {
  primary: {
    surface: "border-ink bg-ink",
    label: "text-paper",
    hover: "hover:border-accent hover:bg-accent hover:text-accent-ink",
  },
  secondary: { surface: "border-rule-strong bg-paper-raised", label: "text-ink", hover: "hover:border-ink" },
  quiet: { surface: "border-transparent", label: "text-ink", hover: "hover:bg-paper-sunk" },
  danger: {
    surface: "border-danger",
    label: "text-danger",
    hover: "hover:bg-danger hover:text-danger-ink",
  },
};

const sizes: Record<ButtonSize, string> = {
  sm: "touch-target h-8 gap-1.5 px-3 text-sm",
  md: "h-10 gap-2 px-4 text-ui pointer-coarse:h-11",
};

const swallow = (event: MouseEvent) => event.preventDefault();

export function Button({
  variant = "secondary",
  size = "md",
  loading = false,
  asChild = false,
  className,
  children,
  onClick,
  ...props
}: ButtonProps) {
  const Root = asChild ? Slot : "button";
  const { surface, label, hover } = variants[variant];
  return (
    <Root
      type={asChild ? undefined : "button"}
      {...props}
      // `disabled` would drop the focus of whoever has just pressed it.
      {...(loading && { "aria-busy": true, "aria-disabled": true })}
      onClick={loading ? swallow : onClick}
      className={clsx(
        "relative inline-flex shrink-0 items-center justify-center whitespace-nowrap rounded-sm border font-medium",
        "transition-colors duration-150 disabled:pointer-events-none disabled:opacity-50",
        "[&_svg]:shrink-0 [&_svg:not([class*=size-])]:size-4",
        surface,
        loading ? "text-transparent" : [label, hover],
        sizes[size],
        className,
      )}
    >
      {loading && (
        <span className={clsx("absolute inset-0 grid place-items-center", label)}>
          <Spinner />
        </span>
      )}
      <Slottable>{children}</Slottable>
    </Root>
  );
}
