"use client";

import { clsx } from "clsx";
import { Check } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type ComponentProps, type ReactNode, useState } from "react";

export type MenuProps = Pick<ComponentProps<typeof DropdownMenu.Root>, "open" | "onOpenChange"> & {
  /** One button; its label names the menu. */
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  className?: string;
  children: ReactNode;
};

const landmarks = "[role=dialog], [role=alertdialog], main, header, footer, nav, aside";

/** Not modal: the page behind stays scrollable and in the accessibility tree. */
export function Menu({ trigger, align = "end", className, children, ...root }: MenuProps) {
  const [button, setButton] = useState<HTMLButtonElement | null>(null);
  return (
    <DropdownMenu.Root modal={false} {...root}>
      <DropdownMenu.Trigger ref={setButton} asChild>
        {trigger}
      </DropdownMenu.Trigger>
      {/* Within its landmark or dialog rather than at the end of the body, which belongs to none. */}
      <DropdownMenu.Portal container={button?.closest(landmarks)}>
        <DropdownMenu.Content
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className={clsx(
            "z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 overflow-y-auto rounded-md",
            "border border-rule-strong bg-paper-raised p-1 text-ink shadow-float motion-safe:animate-arrive",
            className,
          )}
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

const itemClass =
  "flex min-h-9 cursor-pointer select-none items-center gap-2.5 rounded-sm px-2.5 py-1.5 text-ui outline-none " +
  "data-disabled:cursor-default data-disabled:text-ink-muted pointer-coarse:min-h-11 " +
  "[&_svg]:size-4 [&_svg]:shrink-0";
const plainClass = "data-highlighted:bg-ink data-highlighted:text-paper";
const dangerClass = "text-danger data-highlighted:bg-danger data-highlighted:text-danger-ink";

export type MenuItemProps = ComponentProps<typeof DropdownMenu.Item> & { danger?: boolean };

/** With `asChild` its one child is the item, such as a link. */
export function MenuItem({ danger, className, ...props }: MenuItemProps) {
  return <DropdownMenu.Item {...props} className={clsx(itemClass, danger ? dangerClass : plainClass, className)} />;
}

export const MenuRadioGroup = DropdownMenu.RadioGroup;

export function MenuRadioItem({ className, children, ...props }: ComponentProps<typeof DropdownMenu.RadioItem>) {
  return (
    <DropdownMenu.RadioItem {...props} className={clsx(itemClass, plainClass, className)}>
      {children}
      <DropdownMenu.ItemIndicator className="ms-auto ps-3">
        <Check aria-hidden="true" />
      </DropdownMenu.ItemIndicator>
    </DropdownMenu.RadioItem>
  );
}

export function MenuLabel(props: ComponentProps<typeof DropdownMenu.Label>) {
  return (
    <DropdownMenu.Label {...props} className={clsx("label-caps px-2.5 pt-2 pb-1 text-ink-muted", props.className)} />
  );
}

export function MenuSeparator(props: ComponentProps<typeof DropdownMenu.Separator>) {
  return <DropdownMenu.Separator {...props} className={clsx("-mx-1 my-1 h-px bg-rule", props.className)} />;
}
