import { clsx } from "clsx";
import { CircleAlert, Info, type LucideIcon, TriangleAlert } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";

export type NoticeTone = "info" | "warn" | "danger";

export type NoticeProps = Omit<ComponentProps<"div">, "title"> & {
  tone?: NoticeTone;
  title?: ReactNode;
  actions?: ReactNode;
};

const tones: Record<NoticeTone, { Icon: LucideIcon; icon: string; edge: string }> = {
  info: { Icon: Info, icon: "text-ink-muted", edge: "border-s-rule-strong" },
  warn: { Icon: TriangleAlert, icon: "text-warn", edge: "border-s-warn" },
  danger: { Icon: CircleAlert, icon: "text-danger", edge: "border-s-danger" },
};

/** A message in the flow of the page. One that appears by itself also needs a `role` of status or alert. */
export function Notice({ tone = "info", title, actions, className, children, ...props }: NoticeProps) {
  const { Icon, icon, edge } = tones[tone];
  return (
    <div
      {...props}
      className={clsx(
        "flex flex-wrap items-start gap-x-3 gap-y-2 rounded-sm border border-rule border-s-2 bg-paper-raised px-4 py-3",
        edge,
        className,
      )}
    >
      <Icon aria-hidden="true" className={clsx("mt-[0.2em] size-4 shrink-0", icon)} />
      <div className="min-w-0 flex-1 basis-44 text-ui">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="text-pretty">{children}</div>}
      </div>
      {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
    </div>
  );
}
