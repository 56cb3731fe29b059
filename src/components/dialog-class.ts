/** What dialogs of both kinds look like: a sheet at the foot of a phone, a card in the middle of anything wider. */
export const scrimClass = "fixed inset-0 z-40 bg-scrim";

export const dialogClass =
  "fixed inset-x-0 bottom-0 z-50 flex max-h-[92dvh] flex-col border-rule-strong border-t bg-paper-raised [--ground:var(--paper-raised)] text-ink " +
  "shadow-float motion-safe:animate-arrive sm:inset-x-4 sm:top-1/2 sm:bottom-auto sm:mx-auto sm:max-h-[85dvh] " +
  "sm:-translate-y-1/2 sm:rounded-lg sm:border";
