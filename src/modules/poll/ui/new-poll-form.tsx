"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/button";
import { ChoiceGroup } from "@/components/choice-group";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { Select } from "@/components/select";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import { createPollInput, type PollKind } from "../schema";
import { instantOf } from "../zones";
import { ChoiceListFields } from "./choice-list-fields";
import { DeadlineField } from "./deadline-field";
import { CheckRow, type PollRules, RuleFields } from "./rule-fields";
import { noOffer, SlotOfferFields, slotsOf } from "./slot-offer-fields";
import { useOwnZone } from "./use-time-zone";

const kinds: Record<PollKind, { name: string; hint: string }> = {
  choice: { name: "What happens next?", hint: "Readers choose among options." },
  availability: { name: "When do we meet?", hint: "A live reading: everybody marks the times they can come." },
};

interface NewPollFormProps {
  kind: PollKind;
  /** Stories of one's own that it can be about. */
  stories: readonly { id: string; title: string }[];
  storyId: string | null;
}

const questions: Record<PollKind, string> = { choice: "What happens next?", availability: "When do we read together?" };

const offeredInWords = (slots: number): string =>
  slots === 0 ? "No times offered yet" : slots === 1 ? "1 time is offered" : `${slots} times are offered`;

/** A new poll, of either kind. What was entered for one is kept while one looks at the other. */
export function NewPollForm({ kind: firstKind, stories, storyId: firstStory }: NewPollFormProps) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const ownZone = useOwnZone();
  const [chosenZone, setChosenZone] = useState<string | null>(null);
  const zone = chosenZone ?? ownZone ?? "UTC";
  const [kind, setKind] = useState(firstKind);
  const [storyId, setStoryId] = useState(firstStory ?? "");
  const [question, setQuestion] = useState("");
  const [description, setDescription] = useState("");
  const [choices, setChoices] = useState<readonly string[]>(["", ""]);
  const [multiple, setMultiple] = useState(false);
  const [offer, setOffer] = useState(noOffer);
  const [deadline, setDeadline] = useState("");
  const [rules, setRules] = useState<PollRules>({ visibility: "public", resultsFor: "everyone", guests: true });
  const [problems, setProblems] = useState<Partial<Record<string, string>>>({});
  const create = trpc.poll.create.useMutation({
    onSuccess: ({ slug }) => router.push(`/polls/${encodeURIComponent(slug)}`),
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (create.isPending) return;
    const [day = "", time = ""] = deadline.split("T");
    const parsed = createPollInput.safeParse({
      kind,
      question,
      description,
      ...rules,
      storyId: storyId || null,
      timeZone: zone,
      closesAt: deadline ? new Date(instantOf({ day, time }, zone)).toISOString() : null,
      ...(kind === "choice"
        ? { multiple, choices: choices.filter((text) => text.trim() !== "") }
        : { slots: slotsOf(offer, zone) }),
    });
    if (parsed.success) {
      setProblems({});
      create.mutate(parsed.data);
      return;
    }
    const found: Partial<Record<string, string>> = {};
    for (const { path, message } of parsed.error.issues) found[String(path[0])] ??= message;
    setProblems(found);
    const [first] = ["question", "description", "choices", "slots", "closesAt"].filter((name) => found[name]);
    form.current?.querySelector<HTMLElement>(`[data-field="${first}"] :is(input, textarea, button)`)?.focus();
  };

  return (
    <form ref={form} noValidate onSubmit={submit} className="flex flex-col gap-7">
      <ChoiceGroup legend="What to ask" choices={kinds} value={kind} onChange={setKind} />
      <div data-field="question">
        <Field label="Question" error={problems.question} required>
          {(control) => (
            <TextInput
              {...control}
              value={question}
              maxLength={200}
              placeholder={questions[kind]}
              onChange={({ target }) => setQuestion(target.value)}
            />
          )}
        </Field>
      </div>
      {stories.length > 0 && (
        <Field label="About a story" hint="Its readers find the poll at its end, and only they can see it.">
          {(control) => (
            <Select {...control} value={storyId} onChange={({ target }) => setStoryId(target.value)}>
              <option value="">About none</option>
              {stories.map(({ id, title }) => (
                <option key={id} value={id}>
                  {title}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <div data-field="description">
        <Field label="What else to know" error={problems.description}>
          {(control) => (
            <TextArea {...control} value={description} onChange={({ target }) => setDescription(target.value)} />
          )}
        </Field>
      </div>
      <hr className="wire" />
      {kind === "choice" ? (
        <>
          <div data-field="choices">
            <ChoiceListFields choices={choices} error={problems.choices} onChange={setChoices} />
          </div>
          <CheckRow label="One may choose several" checked={multiple} onChange={setMultiple} />
        </>
      ) : (
        <div data-field="slots">
          <SlotOfferFields
            legend="When it could be"
            offer={offer}
            zone={zone}
            error={problems.slots}
            countInWords={offeredInWords}
            onChange={setOffer}
            onZone={setChosenZone}
          />
        </div>
      )}
      <hr className="wire" />
      <div data-field="closesAt">
        <DeadlineField value={deadline} zone={zone} error={problems.closesAt} onChange={setDeadline} />
      </div>
      <RuleFields rules={rules} onChange={setRules} />
      {create.error && (
        <Notice tone="danger" role="alert" title="The poll was not made">
          {reasonOf(create.error) === null
            ? "The server could not be reached. What you have entered is still here; try again in a moment."
            : (create.error as AppClientError).message}
        </Notice>
      )}
      <div>
        <Button type="submit" variant="primary" loading={create.isPending || create.isSuccess}>
          Ask
        </Button>
      </div>
    </form>
  );
}
