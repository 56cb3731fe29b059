import { clsx } from "clsx";
import { RelativeTime } from "@/components/relative-time";
import type { RevisionItem } from "@/modules/chapter/schema";

interface RevisionListProps {
  revisions: RevisionItem[];
  chosen: string;
  onChoose: (id: string) => void;
}

export function RevisionList({ revisions, chosen, onChoose }: RevisionListProps) {
  return (
    <ol aria-label="Earlier texts" className="max-lg:max-h-60 max-lg:overflow-y-auto">
      {revisions.map(({ id, version, words, createdAt }) => (
        <li key={id} data-testid="revision" className="border-rule border-b">
          <button
            type="button"
            aria-pressed={id === chosen}
            onClick={() => onChoose(id)}
            className={clsx(
              "flex w-full flex-col gap-0.5 border-s-2 px-3 py-3 text-start -outline-offset-2",
              id === chosen ? "border-s-accent bg-paper-sunk" : "border-s-transparent hover:bg-paper-sunk",
            )}
          >
            <span className="font-medium">Version {version}</span>
            <span className="text-ink-muted text-sm tabular-nums">
              {words === 1 ? "1 word" : `${words.toLocaleString("en")} words`}, until{" "}
              <RelativeTime dateTime={createdAt} />
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
