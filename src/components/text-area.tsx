import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";

export type TextAreaProps = ComponentProps<"textarea">;

/** Grows with its text; `rows` is the height it starts from. */
export function TextArea({ className, rows = 3, ...props }: TextAreaProps) {
  return (
    <textarea
      {...props}
      rows={rows}
      // Sized by its content it would ignore `rows`.
      style={{ minHeight: `calc(${rows} * 1.5em + 1.25rem + 2px)`, ...props.style }}
      className={clsx(controlClass, "field-sizing-content max-h-[60dvh] resize-y py-2.5 leading-normal", className)}
    />
  );
}
