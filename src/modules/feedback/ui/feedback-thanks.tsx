import Link from "next/link";
import { useEffect, useRef } from "react";
import { Button } from "@/components/button";
import { hasKey } from "@/platform/page-path";

interface FeedbackThanksProps {
  /** Where a guest wants to be answered; empty where they left nothing. */
  email: string;
  from: string | null;
  onAgain: () => void;
}

/** In the place of the form: what happens next. */
export function FeedbackThanks({ email, from, onAgain }: FeedbackThanksProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const back = from === null || hasKey(from) ? null : from;
  return (
    <section aria-labelledby="thanks">
      <h2 ref={heading} id="thanks" tabIndex={-1} className="font-serif text-title">
        Thank you, it has arrived
      </h2>
      <p className="mt-3 text-pretty">
        Somebody who looks after Inkwire reads it, as they read everything that comes in. What is broken is looked at
        first; ideas are weighed together.
      </p>
      <p className="wrap-anywhere mt-3 text-pretty text-ink-muted">
        {email
          ? `If there is a question, or an answer, it comes to ${email}.`
          : "Not everything can be answered in person. You will see it by what changes."}
      </p>
      <div className="mt-6 flex flex-wrap gap-2">
        <Button asChild variant="primary">
          <Link href={back ?? "/community"}>{back ? "Back to where you were" : "To the community"}</Link>
        </Button>
        <Button onClick={onAgain}>Write another</Button>
      </div>
    </section>
  );
}
