import type { Mark, OptionView, Participant, PollResults } from "../schema";
import { describeSlot } from "../zones";

/** What a participant said of an option; null for one that came after their answer. */
export function markBy({ yes, maybe, upTo }: Participant, number: number): Mark | null {
  if (yes.includes(number)) return "yes";
  if (maybe.includes(number)) return "maybe";
  return upTo >= number ? "no" : null;
}

const groups: readonly { mark: Mark; label: string }[] = [
  { mark: "yes", label: "Can" },
  { mark: "maybe", label: "If need be" },
  { mark: "no", label: "Cannot" },
];

interface WhoCanProps {
  option: OptionView | null;
  results: PollResults;
  timeZone: string;
}

/** Who can come at one time. It keeps its place while no time is looked at. */
export function WhoCan({ option, results, timeZone }: WhoCanProps) {
  return (
    <div role="status" data-testid="who-can" className="mt-4 min-h-24 border-rule border-t pt-3 text-ui">
      {option?.startsAt && option.endsAt ? (
        <>
          <p className="font-medium">{describeSlot(option.startsAt, option.endsAt, timeZone)}</p>
          <dl className="mt-1 text-sm">
            {groups.map(({ mark, label }) => {
              const names = results.participants.filter((one) => markBy(one, option.number) === mark);
              if (names.length === 0) return null;
              return (
                <div key={mark} className="flex gap-2">
                  <dt className="w-20 shrink-0 text-ink-muted">{label}</dt>
                  <dd className="wrap-anywhere min-w-0">{names.map(({ name }) => name).join(", ")}</dd>
                </div>
              );
            })}
          </dl>
        </>
      ) : (
        <p className="text-ink-muted text-sm">
          <span className="pointer-coarse:hidden">
            Point at a time, or move to it with the arrow keys, to see who can.
          </span>
          <span className="hidden pointer-coarse:inline">Tap a time to see who can.</span>
        </p>
      )}
    </div>
  );
}
