import { clsx } from "clsx";
import type { ComponentProps, ReactNode } from "react";

export type ErrorStateProps = Omit<ComponentProps<"section">, "title" | "children"> & {
  title?: ReactNode;
  /** It stands in the place of a whole page, whose heading is its title. */
  page?: boolean;
  text?: ReactNode;
  /** To quote when asking for help; it finds the entry in the log. */
  errorId?: string;
  /** The retry button, and a way elsewhere. */
  actions?: ReactNode;
};

/** Something that should be here could not be had. */
export function ErrorState({
  title = "This did not load",
  page = false,
  text = "It may be the connection, or it may be us. What you had open is untouched.",
  errorId,
  actions,
  className,
  ...props
}: ErrorStateProps) {
  const Heading = page ? "h1" : "h2";
  return (
    <section
      role="alert"
      {...props}
      className={clsx("flex flex-col items-start gap-3 border-danger border-s-2 py-2 ps-5", className)}
    >
      <Heading className={clsx("text-balance font-serif", page ? "font-semibold text-display" : "text-title")}>
        {title}
      </Heading>
      <p className="max-w-prose text-pretty text-ink-muted">{text}</p>
      {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      {errorId && (
        <p className="text-ink-muted text-sm">
          Error <code className="select-all font-mono text-ink">{errorId}</code>
        </p>
      )}
    </section>
  );
}
