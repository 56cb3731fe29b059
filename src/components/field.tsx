import { clsx } from "clsx";
import { type ReactNode, useId } from "react";
import { VisuallyHidden } from "./visually-hidden";

/** What the control must carry to belong to its field. */
export type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  "aria-required": true | undefined;
};

export type FieldProps = {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  counter?: { value: number; max: number };
  required?: boolean;
  /** Keeps the label for assistive technology alone, where the place makes the purpose plain. */
  hideLabel?: boolean;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

export function Field({ label, hint, error, counter, required, hideLabel, className, children }: FieldProps) {
  const id = useId();
  const ids = { hint: `${id}-hint`, error: `${id}-error`, counter: `${id}-counter` };
  const describedBy = [error && ids.error, hint && ids.hint, counter && ids.counter].filter(Boolean).join(" ");

  return (
    <div className={clsx("flex flex-col gap-1.5", className)}>
      <div className={clsx("flex items-baseline justify-between gap-4", hideLabel && !counter && "sr-only")}>
        <label htmlFor={id} className={clsx("font-medium text-ui", hideLabel && "sr-only")}>
          {label}
          {required && <span className="ms-1 font-normal text-ink-muted text-sm">required</span>}
        </label>
        {counter && <Counter id={ids.counter} {...counter} />}
      </div>
      {hint && (
        <p id={ids.hint} className="text-ink-muted text-sm">
          {hint}
        </p>
      )}
      {children({
        id,
        "aria-describedby": describedBy || undefined,
        "aria-invalid": error ? true : undefined,
        "aria-required": required || undefined,
      })}
      {/* Always there, since a live region is announced only if it stood before its text. */}
      <div id={ids.error} aria-live="polite" className="text-danger text-sm empty:-mt-1.5">
        {error}
      </div>
    </div>
  );
}

function Counter({ id, value, max }: { id: string; value: number; max: number }) {
  const over = value > max;
  return (
    <span id={id} className={clsx("ms-auto text-sm tabular-nums", over ? "text-danger" : "text-ink-muted")}>
      {value}
      <span aria-hidden="true"> / </span>
      <VisuallyHidden> of </VisuallyHidden>
      {max}
      <VisuallyHidden> characters</VisuallyHidden>
      {over && `, ${value - max} too many`}
    </span>
  );
}
