"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { trpc } from "@/trpc/react";

const longestReply = 2_000;

/** The one reply that a member has to what moderators did. */
export function AppealForm({ id }: { id: string }) {
  const [text, setText] = useState("");
  const [missing, setMissing] = useState(false);
  const appeal = trpc.moderation.appeal.useMutation();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!text.trim()) return setMissing(true);
    appeal.mutate({ id, text });
  };

  if (appeal.data) {
    return (
      <Notice role="status" title="Your reply was sent">
        Another look is taken at it, and you read the answer here.
      </Notice>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col items-start gap-4">
      <Field
        className="w-full"
        label="Your reply"
        hint="You can reply once; moderators take another look."
        counter={{ value: text.length, max: longestReply }}
        error={missing ? "Write something first" : appeal.error?.message}
      >
        {(control) => (
          <TextArea
            {...control}
            rows={5}
            value={text}
            onChange={({ target }) => {
              setText(target.value);
              setMissing(false);
            }}
          />
        )}
      </Field>
      <Button type="submit" variant="primary" loading={appeal.isPending}>
        Send reply
      </Button>
    </form>
  );
}
