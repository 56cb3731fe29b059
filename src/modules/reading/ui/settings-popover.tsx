"use client";

import { ALargeSmall, RotateCcw } from "lucide-react";
import { useTheme } from "next-themes";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Popover } from "@/components/popover";
import { trpc } from "@/trpc/react";
import { type ReaderSettings, settingsCookie, usualSettings } from "../schema";
import { applySettings } from "./settings-style";

const year = 365 * 24 * 60 * 60;
const saveAfterMs = 600;

/** How the text is set: seen at once, kept in this browser, and for a member on every device. */
export function SettingsPopover({ initial, signedIn }: { initial: ReaderSettings; signedIn: boolean }) {
  const [settings, setSettings] = useState(initial);
  const { mutate } = trpc.reading.saveSettings.useMutation();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  // A page that comes anew carries what the server knew of when it was rendered.
  useEffect(() => applySettings(settings));

  const change = (changes: Partial<ReaderSettings>) => {
    const next = { ...settings, ...changes };
    setSettings(next);
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
    document.cookie = `${settingsCookie}=${encodeURIComponent(JSON.stringify(next))}; path=/; max-age=${year}; samesite=lax`;
    if (!signedIn) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => mutate(next), saveAfterMs);
  };

  return (
    <Popover
      label="Reading settings"
      align="start"
      className="w-80"
      trigger={
        <Button size="sm" variant="quiet">
          <ALargeSmall aria-hidden="true" className="size-5" />
          Text
        </Button>
      }
    >
      <div className="flex flex-col gap-5">
        <Choice
          legend="Font"
          value={settings.font}
          options={[
            { value: "serif", label: <span className="font-serif">Book</span> },
            { value: "sans", label: "Plain" },
            { value: "mono", label: <span className="font-mono text-[0.9em]">Typed</span> },
          ]}
          onChange={(font) => change({ font })}
        />
        <Range
          label="Size"
          unit="%"
          min={80}
          max={180}
          step={5}
          value={settings.size}
          onChange={(size) => change({ size })}
        />
        <Range
          label="Longest line"
          unit=" letters"
          min={45}
          max={75}
          step={1}
          value={settings.measure}
          onChange={(measure) => change({ measure })}
        />
        <Range
          label="Line height"
          unit="%"
          min={130}
          max={220}
          step={5}
          value={settings.leading}
          onChange={(leading) => change({ leading })}
        />
        <Choice
          legend="Paragraphs"
          value={settings.paragraphs}
          options={[
            { value: "indented", label: "Indented" },
            { value: "spaced", label: "Spaced" },
          ]}
          onChange={(paragraphs) => change({ paragraphs })}
        />
        <ThemeChoice />
        <Button size="sm" variant="quiet" className="self-start" onClick={() => change(usualSettings)}>
          <RotateCcw aria-hidden="true" />
          As usual
        </Button>
      </div>
    </Popover>
  );
}

/** Of this browser alone: by the same person a phone is read in bed and a desk by day. */
function ThemeChoice() {
  const { theme = "system", setTheme } = useTheme();
  return (
    <Choice
      legend="Theme, on this device"
      value={theme}
      options={[
        { value: "light", label: "Light" },
        { value: "dark", label: "Dark" },
        { value: "system", label: "System" },
      ]}
      onChange={setTheme}
    />
  );
}

interface ChoiceProps<Value extends string> {
  legend: string;
  value: Value;
  options: readonly { value: Value; label: ReactNode }[];
  onChange: (value: Value) => void;
}

function Choice<Value extends string>({ legend, value, options, onChange }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset>
      <legend className="mb-1.5 font-medium text-sm">{legend}</legend>
      <div className="flex rounded-sm border border-rule-strong">
        {options.map((option) => (
          <label
            key={option.value}
            className="flex-1 cursor-pointer px-2 py-1.5 text-center text-sm not-first:border-rule-strong not-first:border-s has-checked:bg-ink has-checked:text-paper has-focus-visible:outline-2 has-focus-visible:outline-focus has-focus-visible:outline-offset-2"
          >
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            {option.label}
          </label>
        ))}
      </div>
    </fieldset>
  );
}

interface RangeProps {
  label: string;
  unit: string;
  min: number;
  max: number;
  step: number;
  value: number;
  onChange: (value: number) => void;
}

function Range({ label, unit, value, onChange, ...bounds }: RangeProps) {
  return (
    <label className="flex flex-col gap-1.5 text-sm">
      <span className="flex justify-between">
        <span className="font-medium">{label}</span>
        <span className="text-ink-muted tabular-nums">
          {value}
          {unit}
        </span>
      </span>
      <input
        type="range"
        {...bounds}
        value={value}
        aria-valuetext={`${value}${unit}`}
        onChange={(event) => onChange(event.target.valueAsNumber)}
        className="h-6 w-full accent-(--accent)"
      />
    </label>
  );
}
