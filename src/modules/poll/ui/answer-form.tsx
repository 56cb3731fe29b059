"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextInput } from "@/components/text-input";
import { SignInLink } from "@/modules/member/ui/sign-in-link";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import type { AnswerView, Mark, PollView } from "../schema";
import { ChoiceFields } from "./choice-fields";
import { EditLink } from "./edit-link";
import { SlotFields } from "./slot-fields";
import type { useGuestAnswer } from "./use-guest-answer";
import type { PollWatch } from "./use-poll";

export type Marks = ReadonlyMap<number, Mark>;

const marksOf = (answer: AnswerView | null): Marks =>
  new Map([
    ...(answer?.yes ?? []).map((number) => [number, "yes"] as const),
    ...(answer?.maybe ?? []).map((number) => [number, "maybe"] as const),
  ]);

const numbersWith = (marks: Marks, mark: Mark): number[] =>
  [...marks].flatMap(([number, given]) => (given === mark ? [number] : []));

export interface AnswerFormProps {
  watch: PollWatch;
  memberId: string | null;
  guest: ReturnType<typeof useGuestAnswer>;
  zone: string;
  /** After it was sent. */
  onSent?: () => void;
}

/** What one answers, until it is sent, and to change it afterwards. */
export function AnswerForm({ watch, memberId, guest, zone, onSent }: AnswerFormProps) {
  const { poll, takeAnswer, forgetAnswer, reload } = watch;
  const given = memberId ? poll.mine : guest.answer;
  const [edited, setEdited] = useState<Marks | null>(null);
  const [name, setName] = useState<string | null>(null);
  const [problem, setProblem] = useState<"name" | "marks" | null>(null);
  const offered = new Set(poll.options.map(({ number }) => number));
  // What the organiser has taken away meanwhile is not answered any more.
  const marks: Marks = new Map([...(edited ?? marksOf(given))].filter(([number]) => offered.has(number)));
  const shownName = name ?? guest.answer?.name ?? "";

  const clear = () => {
    setEdited(null);
    setName(null);
    setProblem(null);
  };
  const send = trpc.poll.respond.useMutation({
    onSuccess({ answer, key, results }) {
      if (!memberId) guest.keep(key, answer);
      takeAnswer({ answer, results });
      clear();
      onSent?.();
    },
    onError: (error) => void (reasonOf(error) === "forbidden" && reload()),
  });
  const takeBack = trpc.poll.withdraw.useMutation({
    onSuccess() {
      if (!memberId) guest.forget();
      clear();
      forgetAnswer();
    },
  });

  if (!memberId && !poll.guests) return <MembersOnly />;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (send.isPending) return;
    const yes = numbersWith(marks, "yes");
    const wanting =
      !memberId && shownName.trim() === "" ? "name" : poll.kind === "choice" && yes.length === 0 ? "marks" : null;
    setProblem(wanting);
    if (wanting) return;
    send.mutate({
      slug: poll.slug,
      yes,
      maybe: numbersWith(marks, "maybe"),
      ...(!memberId && { name: shownName.trim(), ...(guest.key && { key: guest.key }) }),
    });
  };
  const paint = (numbers: readonly number[], mark: Mark) => {
    setProblem(null);
    setEdited((now) => new Map([...(now ?? marksOf(given)), ...numbers.map((number) => [number, mark] as const)]));
  };
  const changed = edited !== null || name !== null;
  const failure = send.error ?? takeBack.error;

  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      {guest.failure && (
        <Notice tone="warn" role="status">
          {guest.failure}
        </Notice>
      )}
      {!memberId && (
        <Field
          label="Your name"
          hint="Seen by whoever sees the answers. No account is needed."
          error={problem === "name" ? "Enter the name that you answer under" : undefined}
          className="max-w-sm"
        >
          {(control) => (
            <TextInput
              {...control}
              value={shownName}
              maxLength={60}
              autoComplete="name"
              onChange={({ target }) => {
                setName(target.value);
                setProblem(null);
              }}
            />
          )}
        </Field>
      )}
      {poll.kind === "choice" ? (
        <ChoiceFields
          poll={poll}
          marks={marks}
          error={problem === "marks" ? "Choose an option first" : undefined}
          onChoose={(next) => {
            setProblem(null);
            setEdited(next);
          }}
        />
      ) : (
        <SlotFields poll={poll} zone={zone} marks={marks} given={given} onPaint={paint} />
      )}
      {failure && (
        <Notice tone="danger" role="alert" title="Your answer was not changed">
          {reasonOf(failure) === null
            ? "The server could not be reached. What you have marked is still here; try again in a moment."
            : (failure as AppClientError).message}
        </Notice>
      )}
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button
          type="submit"
          variant="primary"
          loading={send.isPending}
          disabled={!!given && !changed && !send.isPending}
        >
          {given ? "Save the changes" : "Send your answer"}
        </Button>
        {given && (
          <TakeBack
            poll={poll}
            onConfirm={() => takeBack.mutateAsync({ slug: poll.slug, ...(guest.key && { key: guest.key }) })}
          />
        )}
        <p role="status" className="text-ink-muted text-sm" data-testid="answer-state">
          {!changed &&
            (send.isSuccess ? "Sent. You can change it until the poll closes." : given ? "You have answered." : "")}
        </p>
      </div>
      {guest.key && (
        <EditLink
          slug={poll.slug}
          guestKey={guest.key}
          onOther={() => {
            guest.forget();
            clear();
            send.reset();
          }}
        />
      )}
    </form>
  );
}

function TakeBack({ poll, onConfirm }: { poll: PollView; onConfirm: () => Promise<unknown> }) {
  return (
    <ConfirmDialog
      title="Take your answer back?"
      description={`It is removed from “${poll.question}”. You can answer again until the poll closes.`}
      confirmLabel="Take it back"
      onConfirm={onConfirm}
      trigger={<Button variant="quiet">Take it back</Button>}
    />
  );
}

function MembersOnly() {
  return (
    <Notice
      title="This poll is for members"
      actions={
        <Button asChild size="sm">
          <SignInLink>Sign in</SignInLink>
        </Button>
      }
    >
      Sign in to answer, and come back here.
    </Notice>
  );
}
