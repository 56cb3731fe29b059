import { TextInput, type TextInputProps } from "@/components/text-input";

/** A handle, with the @ that stands before it everywhere. */
export function HandleInput(props: TextInputProps) {
  return (
    <span className="relative block">
      <span
        aria-hidden="true"
        className="pointer-events-none absolute inset-y-0 inset-s-3 grid place-items-center text-ink-muted"
      >
        @
      </span>
      <TextInput {...props} autoCapitalize="none" autoCorrect="off" spellCheck={false} className="ps-8" />
    </span>
  );
}
