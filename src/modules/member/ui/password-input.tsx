"use client";

import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "@/components/icon-button";
import { TextInput, type TextInputProps } from "@/components/text-input";

/** A password that can be looked at while it is typed. */
export function PasswordInput(props: Omit<TextInputProps, "type">) {
  const [shown, setShown] = useState(false);
  const Icon = shown ? EyeOff : Eye;
  return (
    <span className="relative block">
      <TextInput
        {...props}
        type={shown ? "text" : "password"}
        autoCapitalize="none"
        autoCorrect="off"
        spellCheck={false}
        className="pe-12"
      />
      <span className="absolute inset-y-0 inset-e-1 grid place-items-center">
        <IconButton
          label={shown ? "Hide the password" : "Show the password"}
          size="sm"
          onClick={() => setShown(!shown)}
          className="pointer-coarse:w-10"
        >
          <Icon aria-hidden="true" />
        </IconButton>
      </span>
    </span>
  );
}
