import type { ReactNode } from "react";

/** Text of a program, which scrolls by itself where it is wider than the page. */
export function Code({ label, children }: { label: string; children: string }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region that scrolls needs a name and the keyboard, not a heading
    <div role="group" aria-label={label} className="my-4 rounded-sm border border-rule bg-paper-raised">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <pre tabIndex={0} className="scroll-fade -outline-offset-2 overflow-x-auto p-4 text-sm">
        <code>{children.trim()}</code>
      </pre>
    </div>
  );
}

/** A part of the page with an address of its own. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section aria-labelledby={id} className="mt-12">
      <h2 id={id} className="scroll-mt-20 font-semibold font-serif text-title">
        <a href={`#${id}`} className="hover:underline">
          {title}
        </a>
      </h2>
      <div className="mt-3 space-y-3">{children}</div>
    </section>
  );
}
