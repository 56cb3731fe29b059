import { CalendarPlus } from "lucide-react";
import { Button } from "@/components/button";
import type { PollView } from "../schema";
import { nameOfOption } from "./words";

/** Above a closed poll: what won. Said aloud when it closes before one's eyes. */
export function Outcome({ poll, zone }: { poll: PollView; zone: string }) {
  const { closedAt, winners, options, kind, slug } = poll;
  const won = options.filter(({ number }) => winners.includes(number));
  return (
    <div role="status" data-testid="outcome">
      {closedAt !== null && (
        <div className="mb-10 border-accent border-s-2 bg-paper-raised px-5 py-4">
          <p className="label-caps text-ink-muted">This poll is closed</p>
          {won.length === 0 ? (
            <p className="mt-1 font-serif text-title">Nobody chose anything.</p>
          ) : (
            <>
              <p className="mt-1 text-ink-muted">{won.length === 1 ? "Chosen:" : "It is a tie between"}</p>
              {won.map((option) => (
                <p key={option.number} className="wrap-anywhere font-semibold font-serif text-title">
                  {nameOfOption(option, zone)}
                </p>
              ))}
            </>
          )}
          {kind === "availability" && won.length > 0 && (
            <Button asChild size="sm" className="mt-3">
              {/* A file, so no page for the router to fetch. */}
              <a href={`/polls/${encodeURIComponent(slug)}/calendar`} download>
                <CalendarPlus aria-hidden="true" />
                Add it to your calendar
              </a>
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
