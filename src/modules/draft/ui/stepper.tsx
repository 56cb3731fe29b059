import { clsx } from "clsx";
import { Check } from "lucide-react";
import { type WizardStep, wizardSteps } from "../schema";
import { stepNames } from "./names";

export interface StepperProps {
  current: WizardStep;
  /** Steps whose answers are complete. */
  done: ReadonlySet<WizardStep>;
  onGo: (step: WizardStep) => void;
}

/** Where one is, and the way to any other step. */
export function Stepper({ current, done, onGo }: StepperProps) {
  return (
    <nav aria-label="Steps">
      <ol className="grid grid-cols-4 gap-2">
        {wizardSteps.map((step, index) => {
          const here = step === current;
          return (
            <li key={step}>
              <button
                type="button"
                aria-current={here ? "step" : undefined}
                onClick={() => onGo(step)}
                className={clsx(
                  "flex h-full w-full flex-col gap-1 border-t-2 pt-2 text-start text-sm transition-colors duration-150",
                  here
                    ? "border-accent font-semibold text-ink"
                    : "border-rule text-ink-muted hover:border-rule-strong hover:text-ink",
                )}
              >
                <span aria-hidden="true" className="flex items-center gap-1 tabular-nums">
                  {index + 1}
                  {done.has(step) && <Check className="size-3.5 text-live" />}
                </span>
                <span className="hyphens-auto">
                  {stepNames[step]}
                  {done.has(step) && <span className="sr-only">, filled in</span>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}
