import { clsx } from "clsx";
import Link from "next/link";
import type { ComponentProps } from "react";

type ChipLinkProps = ComponentProps<typeof Link> & { pressed?: never };
type ChipButtonProps = ComponentProps<"button"> & {
  href?: never;
  /** Makes it a toggle; leave it out where pressing it only does something. */
  pressed?: boolean;
};
export type ChipProps = ChipLinkProps | ChipButtonProps;

const chipClass =
  "touch-target relative inline-flex min-h-7 max-w-full items-center gap-1 rounded-sm border px-2 text-sm transition-colors duration-150 " +
  "pointer-coarse:min-h-9 [&_svg]:size-3.5 [&_svg]:shrink-0";
const restClass = "border-rule text-ink-muted hover:border-rule-strong hover:text-ink";
const pressedClass = "border-ink bg-ink text-paper";

/** A tag or genre: a link to its page, or a button that filters by it. */
export function Chip(props: ChipProps) {
  if (props.href !== undefined) {
    const { pressed: _, className, ...link } = props;
    return <Link {...link} className={clsx(chipClass, restClass, className)} />;
  }
  const { pressed, className, href: _, ...button } = props;
  return (
    <button
      type="button"
      {...button}
      aria-pressed={pressed}
      className={clsx(chipClass, pressed ? pressedClass : restClass, className)}
    />
  );
}
