import type { ReactNode } from "react";

interface TickProps {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
}

export function Tick({ checked, onChange, children }: TickProps) {
  return (
    <label className="flex items-baseline gap-2.5 text-ui">
      <input
        type="checkbox"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
        className="size-4 translate-y-0.5"
      />
      {children}
    </label>
  );
}
