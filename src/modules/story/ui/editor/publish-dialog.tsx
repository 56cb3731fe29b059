"use client";

import { Circle, CircleCheck } from "lucide-react";
import { useEffect, useId, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Dialog, DialogClose } from "@/components/dialog";
import { Notice } from "@/components/notice";
import { ReachLine } from "@/modules/notification/ui/reach-line";
import { type ManuscriptView, readingMinutes, type Visibility, visibility } from "../../schema";
import type { Details } from "../manuscript/forms";
import { StoryCard } from "../story-card";
import { readTime, suggestedTime, toTyped, WhenField } from "../when-field";
import { visibilityNames } from "./names";
import type { Counts } from "./use-counts";

export interface PublishDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  story: ManuscriptView;
  texts: Details;
  /** Of the chapters that go up. */
  counts: Counts;
  /** Whether there is anything in them. */
  written: boolean;
  /** Saves what is unsaved, then publishes; at the instant `at`, or now. Rejects with a message for the writer. */
  onPublish: (visibility: Visibility, at: string | null) => Promise<void>;
}

/** What readers will get, and who they are. Also for a published story, where only its readers change. */
export function PublishDialog(props: PublishDialogProps) {
  const { open, onOpenChange, story } = props;
  const published = story.status === "published";
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={published ? "Who can read it" : "Publish this story"}
      description={
        published ? undefined : "Those who may read it see it at once. You can take it back whenever you like."
      }
    >
      {open && <PublishForm {...props} published={published} />}
    </Dialog>
  );
}

function PublishForm({
  onOpenChange,
  story,
  texts,
  counts,
  written,
  onPublish,
  published,
}: PublishDialogProps & { published: boolean }) {
  const [reach, setReach] = useState<Visibility>(story.visibility);
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);
  const underWay = useRef(false);
  const [later, setLater] = useState(story.scheduledFor !== null);
  const [typed, setTyped] = useState(() => (story.scheduledFor ? toTyped(story.scheduledFor) : suggestedTime()));
  const time = later ? readTime(typed) : { at: null };
  const ready = written && texts.title.trim() !== "" && "at" in time;

  const confirm = async () => {
    // Two presses can come before the button shows that it is busy.
    if (underWay.current || !ready || !("at" in time)) return;
    underWay.current = true;
    setBusy(true);
    setFailure("");
    try {
      await onPublish(reach, time.at);
      onOpenChange(false);
    } catch (error) {
      setFailure(error instanceof Error ? error.message : "It could not be published. Please try again.");
      setBusy(false);
      underWay.current = false;
    }
  };

  const card = {
    ...story,
    title: texts.title.trim() || "Untitled",
    blurb: texts.blurb,
    genre: texts.genre,
    tags: texts.tags,
    rating: texts.rating,
    warnings: texts.warnings,
    words: counts.words,
    readingMinutes: readingMinutes(counts.words),
    visibility: reach,
  };

  return (
    <div className="flex flex-col gap-6">
      {!published && <Checklist texts={texts} written={written} placeholders={counts.placeholders} />}
      <div>
        <ReachChoice value={reach} onChange={setReach} />
        <ReachLine storyId={story.id} visibility={reach} />
      </div>
      {!published && (
        <fieldset>
          <legend className="mb-2 font-medium">When</legend>
          <div className="flex flex-wrap gap-x-8 gap-y-1">
            <Choice name="when" checked={!later} onChoose={() => setLater(false)}>
              Now
            </Choice>
            <Choice name="when" checked={later} onChoose={() => setLater(true)}>
              Later, by itself
            </Choice>
          </div>
          {later && (
            <div className="mt-3">
              <WhenField value={typed} onChange={setTyped} />
            </div>
          )}
        </fieldset>
      )}
      {!published && (
        <div>
          <p className="label-caps mb-3 text-ink-muted">As a card</p>
          <div inert aria-hidden="true" className="border-rule border-y py-4">
            <StoryCard story={card} heading="h3" />
          </div>
        </div>
      )}
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <div className="sticky -bottom-4 -mx-5 -mb-4 flex flex-wrap justify-end gap-2 border-rule border-t bg-paper-raised px-5 py-4 sm:-mx-6 sm:px-6">
        <DialogClose>
          <Button>Not yet</Button>
        </DialogClose>
        <Button data-testid="confirm-publish" variant="primary" disabled={!ready} loading={busy} onClick={confirm}>
          {published ? "Change" : later ? "Schedule" : "Publish"}
        </Button>
      </div>
    </div>
  );
}

interface ChoiceProps {
  name: string;
  checked: boolean;
  onChoose: () => void;
  children: string;
}

function Choice({ name, checked, onChoose, children }: ChoiceProps) {
  return (
    <label className="flex cursor-pointer items-baseline gap-3 rounded-sm py-1">
      <input
        type="radio"
        name={name}
        checked={checked}
        onChange={onChoose}
        className="translate-y-0.5 accent-(--accent)"
      />
      <span className="font-medium">{children}</span>
    </label>
  );
}

function Checklist({ texts, written, placeholders }: { texts: Details; written: boolean; placeholders: number }) {
  const points = [
    { done: texts.title.trim() !== "", yes: "It has a title", no: "A title is needed" },
    { done: written, yes: "It has text", no: "There is no text yet" },
    { done: texts.blurb.trim() !== "", yes: "It has a blurb", no: "A blurb helps readers to choose it" },
    { done: texts.tags.length > 0, yes: "It has tags", no: "Tags help readers to find it" },
    {
      done: placeholders === 0,
      yes: "No place is left to fill in",
      no: placeholders === 1 ? "One TK is still to be filled in" : `${placeholders} TK are still to be filled in`,
    },
  ];
  return (
    <ul className="grid gap-x-6 gap-y-1.5 text-[0.9375rem] sm:grid-cols-2">
      {points.map(({ done, yes, no }) => (
        <li key={yes} className="flex items-baseline gap-2">
          {done ? (
            <CircleCheck aria-hidden="true" className="size-4 shrink-0 translate-y-0.5 text-live" />
          ) : (
            <Circle aria-hidden="true" className="size-4 shrink-0 translate-y-0.5 text-ink-muted" />
          )}
          {done ? yes : no}
        </li>
      ))}
    </ul>
  );
}

function ReachChoice({ value, onChange }: { value: Visibility; onChange: (value: Visibility) => void }) {
  const name = useId();
  const first = useRef<HTMLInputElement>(null);
  useEffect(() => first.current?.focus(), []);
  return (
    <fieldset>
      <legend className="mb-2 font-medium">Who can read it</legend>
      <div className="flex flex-col gap-1">
        {visibility.options.map((option) => (
          <label key={option} className="flex cursor-pointer items-baseline gap-3 rounded-sm py-1">
            <input
              ref={option === value ? first : undefined}
              type="radio"
              name={name}
              checked={option === value}
              onChange={() => onChange(option)}
              className="translate-y-0.5 accent-(--accent)"
            />
            <span>
              <span className="font-medium">{visibilityNames[option].name}</span>{" "}
              <span className="text-ink-muted text-sm">{visibilityNames[option].text}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
