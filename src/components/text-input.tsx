import { clsx } from "clsx";
import type { ComponentProps } from "react";
import { controlClass } from "./control-class";

export type TextInputProps = ComponentProps<"input">;

export function TextInput({ className, type = "text", ...props }: TextInputProps) {
  return <input {...props} type={type} className={clsx(controlClass, "h-10 pointer-coarse:h-11", className)} />;
}
