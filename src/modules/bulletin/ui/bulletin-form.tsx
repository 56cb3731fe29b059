"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Select } from "@/components/select";
import { TextArea } from "@/components/text-area";
import { trpc } from "@/trpc/react";
import type { BulletinView } from "../schema";

const longest = 280;

const durations = [
  { value: "", label: "Until it is taken down" },
  { value: "15", label: "15 minutes" },
  { value: "60", label: "1 hour" },
  { value: "1440", label: "1 day" },
];

/** Says something to everybody, at once. */
export function BulletinForm({ current }: { current: BulletinView | null }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [tone, setTone] = useState<"info" | "warn">("info");
  const [minutes, setMinutes] = useState("");
  const onError = (error: { message: string }) => void toast.error("That did not work", { description: error.message });
  const post = trpc.bulletin.post.useMutation({
    onSuccess() {
      setText("");
      toast.success("Everybody sees it now");
      router.refresh();
    },
    onError,
  });
  const takeDown = trpc.bulletin.takeDown.useMutation({
    onSuccess() {
      toast.success("It is taken down");
      router.refresh();
    },
    onError,
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    post.mutate({ text, tone, minutes: minutes ? Number(minutes) : null });
  };
  return (
    <form onSubmit={submit} className="mt-8 flex max-w-prose flex-col gap-4">
      <Field
        label="Notice"
        hint="It takes the place of the one that is shown now."
        counter={{ value: text.length, max: longest }}
        required
      >
        {(control) => (
          <TextArea {...control} rows={3} value={text} onChange={({ target }) => setText(target.value)} required />
        )}
      </Field>
      <div className="flex flex-wrap gap-4">
        <Field label="Kind" className="min-w-40 flex-1">
          {(control) => (
            <Select
              {...control}
              value={tone}
              onChange={({ target }) => setTone(target.value === "warn" ? "warn" : "info")}
            >
              <option value="info">For information</option>
              <option value="warn">A warning</option>
            </Select>
          )}
        </Field>
        <Field label="Shown" className="min-w-40 flex-1">
          {(control) => (
            <Select {...control} value={minutes} onChange={({ target }) => setMinutes(target.value)}>
              {durations.map(({ value, label }) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button
          type="submit"
          variant="primary"
          loading={post.isPending}
          disabled={text.trim() === "" || text.length > longest}
        >
          Show it to everybody
        </Button>
        {current && (
          <Button loading={takeDown.isPending} onClick={() => takeDown.mutate()}>
            Take down what is shown
          </Button>
        )}
      </div>
    </form>
  );
}
