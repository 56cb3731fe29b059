import { clsx } from "clsx";
import { Button, type ButtonProps } from "./button";

export type IconButtonProps = Omit<ButtonProps, "aria-label" | "title"> & {
  /** What it does: the accessible name, and the hint under the pointer. */
  label: string;
};

export function IconButton({ label, size = "md", variant = "quiet", className, ...props }: IconButtonProps) {
  return (
    <Button
      {...props}
      aria-label={label}
      title={label}
      size={size}
      variant={variant}
      className={clsx("px-0!", size === "sm" ? "w-8" : "w-10 pointer-coarse:w-11 [&_svg]:size-5", className)}
    />
  );
}
