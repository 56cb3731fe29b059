import { clsx } from "clsx";
import { VisuallyHidden } from "./visually-hidden";

/**
 * The name, with a wire strung from the dot of its second i. Sized by the font size of its surroundings. The letter is
 * drawn without its dot, so the letters are hidden from assistive technology and the name said in full.
 */
export function Wordmark({ className }: { className?: string }) {
  return (
    <span className={clsx("inline-block select-none font-semibold font-serif leading-none", className)}>
      <VisuallyHidden>Inkwire</VisuallyHidden>
      <span aria-hidden="true" className="tracking-[-0.02em]">
        Inkw
        <span className="relative">
          ı
          <span className="absolute inset-s-[0.17em] top-[0.49em] w-[1.14em] border-current border-t opacity-60" />
          <span className="absolute inset-s-[0.075em] top-[0.4em] size-[0.19em] rounded-full bg-accent" />
        </span>
        re
      </span>
    </span>
  );
}
