import type { TextPart } from "../schema";

/** A text with what was searched for marked in it. */
export const Marked = ({ parts }: { parts: readonly TextPart[] }) =>
  parts.map(({ text, hit }, index) =>
    hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text, which do not move
      <mark key={index} className="rounded-sm bg-selection text-inherit">
        {text}
      </mark>
    ) : (
      text
    ),
  );
