import Link from "next/link";
import { FeedbackLink } from "./feedback-link";
import { KeyboardHelpButton } from "./keyboard-help-button";
import { places } from "./places";

export function SiteFooter() {
  return (
    <footer className="mt-16 focus-mode:hidden print:hidden border-rule border-t">
      <div className="mx-auto flex max-w-page flex-wrap items-center justify-between gap-x-8 gap-y-2 px-4 py-6 text-ink-muted text-sm sm:px-6">
        <p>Inkwire, a community for stories that is alive while you look at it.</p>
        <ul className="flex flex-wrap items-center gap-x-5 gap-y-1">
          {places.map(({ href, label }) => (
            <li key={href}>
              <Link href={href} className="link inline-block py-1 pointer-coarse:py-2.5">
                {label}
              </Link>
            </li>
          ))}
          <li>
            <Link href="/developers" className="link inline-block py-1 pointer-coarse:py-2.5">
              For developers
            </Link>
          </li>
          <li>
            <FeedbackLink />
          </li>
          <li>
            <KeyboardHelpButton panel="sheet">Keyboard shortcuts</KeyboardHelpButton>
          </li>
          <li>
            <KeyboardHelpButton panel="commands">Command menu</KeyboardHelpButton>
          </li>
        </ul>
      </div>
    </footer>
  );
}
