"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useRouter } from "next/navigation";
import { useForm, useWatch } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { TextInput } from "@/components/text-input";
import { reasonOf, trpc } from "@/trpc/react";
import { type MeView, updateMemberInput } from "../schema";
import { HandleInput } from "./handle-input";

const profileForm = updateMemberInput.required();
const bioLimit = updateMemberInput.shape.bio.unwrap().maxLength ?? Number.POSITIVE_INFINITY;

export function ProfileForm({ me }: { me: MeView }) {
  const router = useRouter();
  const form = useForm({
    resolver: zodResolver(profileForm),
    defaultValues: { name: me.name, handle: me.handle, bio: me.bio },
  });
  const { errors, isDirty } = form.formState;
  const bio = useWatch({ control: form.control, name: "bio" });

  const update = trpc.member.update.useMutation({
    onSuccess({ name, handle, bio }) {
      form.reset({ name, handle, bio });
      toast.success("Your profile is saved");
      router.refresh(); // the header and the link above show it as well
    },
    onError(error) {
      // The one thing of a profile that two can want.
      if (reasonOf(error) === "conflict") form.setError("handle", { message: error.message }, { shouldFocus: true });
    },
  });
  const failure = update.error && reasonOf(update.error) !== "conflict" ? update.error : null;

  return (
    <form noValidate onSubmit={form.handleSubmit((values) => update.mutate(values))} className="flex flex-col gap-5">
      {failure && (
        <Notice tone="danger" role="alert" title="This was not saved">
          {reasonOf(failure) === null ? "The server could not be reached. Try again in a moment." : failure.message}
        </Notice>
      )}
      <Field label="Name" error={errors.name?.message}>
        {(control) => <TextInput {...control} {...form.register("name")} autoComplete="name" />}
      </Field>
      <Field
        label="Handle"
        hint="The address of your page. Links to the old one stop working when you change it."
        error={errors.handle?.message}
      >
        {(control) => <HandleInput {...control} {...form.register("handle")} autoComplete="nickname" />}
      </Field>
      <Field
        label="About you"
        hint="A line or two, for those who have just read something of yours."
        counter={{ value: bio.trim().length, max: bioLimit }}
        error={errors.bio?.message}
      >
        {(control) => <TextArea {...control} {...form.register("bio")} rows={4} />}
      </Field>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" variant="primary" loading={update.isPending} disabled={!isDirty && !update.isPending}>
          Save
        </Button>
        {isDirty && (
          <Button variant="quiet" onClick={() => form.reset()} disabled={update.isPending}>
            Take back the changes
          </Button>
        )}
      </div>
    </form>
  );
}
