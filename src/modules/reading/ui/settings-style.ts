import type { CSSProperties } from "react";
import type { ReaderSettings } from "../schema";

const fonts: Record<ReaderSettings["font"], string> = {
  serif: "var(--font-serif)",
  sans: "var(--font-sans)",
  mono: "var(--font-mono)",
};

const usualSize = "clamp(1.125rem, 1.04rem + 0.35vw, 1.25rem)";

/** The variables of `.prose-story` that these settings give. */
export const settingsVariables = ({ font, size, measure, leading }: ReaderSettings): Record<`--${string}`, string> => ({
  "--prose-font": fonts[font],
  "--prose-size": `calc(${usualSize} * ${size / 100})`,
  // A `ch` is the width of a nought; the letters of a text are narrower by about this much.
  "--prose-measure": `${Math.round(measure * 0.885)}ch`,
  "--prose-leading": String(leading / 100),
});

/** For a `.prose-story` that a reader may set as they like: rendered so from the start, so that nothing jumps. */
export const settingsProps = (settings: ReaderSettings) => ({
  "data-paragraphs": settings.paragraphs,
  style: settingsVariables(settings) as CSSProperties,
});

/** Sets what is on the page already. */
export function applySettings(settings: ReaderSettings): void {
  for (const text of document.querySelectorAll<HTMLElement>("[data-chapter]")) {
    text.dataset.paragraphs = settings.paragraphs;
    for (const [name, value] of Object.entries(settingsVariables(settings))) text.style.setProperty(name, value);
  }
}
