/** The box that text inputs, text areas and selects share. */
export const controlClass =
  "block w-full rounded-sm border border-rule-strong bg-paper-raised px-3 text-base text-ink transition-colors " +
  "duration-150 hover:border-ink disabled:opacity-60 aria-invalid:border-danger";
