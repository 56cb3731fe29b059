"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import type { PollView } from "../schema";
import { instantOf } from "../zones";
import { DeadlineField, localOf } from "./deadline-field";
import { RuleFields } from "./rule-fields";

interface EditPollDialogProps {
  poll: PollView;
  onChanged: (poll: PollView) => void;
}

/** Changes what stands around the options; those that people have answered to stay as they are, and more may come. */
export function EditPollDialog(props: EditPollDialogProps) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen} title="Change this poll" trigger={<Button>Change</Button>}>
      {open && <EditForm {...props} onDone={() => setOpen(false)} />}
    </Dialog>
  );
}

function EditForm({ poll, onChanged, onDone }: EditPollDialogProps & { onDone: () => void }) {
  const { slug, timeZone, kind } = poll;
  const before = poll.closesAt ? localOf(poll.closesAt, timeZone) : "";
  const [question, setQuestion] = useState(poll.question);
  const [description, setDescription] = useState(poll.description);
  const [deadline, setDeadline] = useState(before);
  const [rules, setRules] = useState({
    visibility: poll.visibility,
    resultsFor: poll.resultsFor,
    guests: poll.guests,
  });
  const [added, setAdded] = useState("");
  const edit = trpc.poll.edit.useMutation({
    onSuccess(changed) {
      onChanged(changed);
      onDone();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [day = "", time = ""] = deadline.split("T");
    edit.mutate({
      slug,
      question,
      description,
      ...rules,
      // Untouched it is left alone: a deadline said anew begins anew, reminders and all.
      ...(deadline !== before && {
        closesAt: deadline ? new Date(instantOf({ day, time }, timeZone)).toISOString() : null,
      }),
      ...(added.trim() && { addChoices: [added] }),
    });
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-5">
      <Field label="Question">
        {(control) => <TextInput {...control} value={question} onChange={({ target }) => setQuestion(target.value)} />}
      </Field>
      <Field label="What else to know">
        {(control) => (
          <TextArea {...control} value={description} onChange={({ target }) => setDescription(target.value)} />
        )}
      </Field>
      {kind === "choice" && (
        <Field label="One more option" hint="The others stay, with the answers that they have.">
          {(control) => <TextInput {...control} value={added} onChange={({ target }) => setAdded(target.value)} />}
        </Field>
      )}
      <DeadlineField value={deadline} zone={timeZone} onChange={setDeadline} />
      <RuleFields rules={rules} onChange={setRules} />
      {edit.error && (
        <Notice tone="danger" role="alert" title="This was not changed">
          {reasonOf(edit.error) ? (edit.error as AppClientError).message : "The server could not be reached."}
        </Notice>
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" loading={edit.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
