"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { announceSignInChange } from "@/live/browser/sign-in-change";
import { reasonOf, trpc } from "@/trpc/react";
import { deleteMemberInput, deletionGraceDays } from "../schema";
import { PasswordInput } from "./password-input";

const choices = [
  {
    value: "delete",
    label: "Delete my stories",
    text: "They vanish from every page, with the comments on them.",
  },
  {
    value: "orphan",
    label: "Leave them to their readers",
    text: "What anyone may read stays, under “Orphaned” and without your name. Drafts, and what was for followers alone, are deleted.",
  },
] as const;

export function DeleteAccount() {
  const [open, setOpen] = useState(false);
  const form = useForm({
    resolver: zodResolver(deleteMemberInput),
    defaultValues: { password: "", stories: "delete" as "delete" | "orphan" },
  });
  const remove = trpc.member.delete.useMutation({
    onSuccess({ dueAt }) {
      announceSignInChange();
      window.location.assign(`/goodbye?until=${encodeURIComponent(dueAt)}`);
    },
    onError(error) {
      const isWrong = reasonOf(error) === "invalid";
      form.setError(
        "password",
        { message: isWrong ? "This is not your password" : error.message },
        { shouldFocus: true },
      );
    },
  });
  const { errors } = form.formState;
  return (
    <>
      <p className="mt-3 max-w-prose text-pretty">
        You can have your account deleted. For {deletionGraceDays} days nothing happens but that you are signed out
        everywhere, and your keys end; sign in again in that time and you stay. Then all of it is deleted for good. Your
        comments on other people’s stories stay, without your name.{" "}
        <Link href="/settings/export" className="link">
          Export your account
        </Link>{" "}
        first.
      </p>
      <Button variant="danger" className="mt-5" onClick={() => setOpen(true)}>
        Delete the account…
      </Button>
      <Dialog
        open={open}
        onOpenChange={setOpen}
        size="sm"
        title="Delete your account?"
        description={`You have ${deletionGraceDays} days to change your mind: sign in again, and everything is as it was.`}
        footer={
          <Button type="submit" form="delete-account" variant="danger" loading={remove.isPending || remove.isSuccess}>
            Delete the account
          </Button>
        }
      >
        <form
          id="delete-account"
          method="post"
          noValidate
          onSubmit={form.handleSubmit((values) => remove.mutate(values))}
          className="flex flex-col gap-5"
        >
          <fieldset>
            <legend className="font-medium">Your published stories</legend>
            {choices.map(({ value, label, text }) => (
              <label key={value} className="flex cursor-pointer items-start gap-3 py-2">
                <input type="radio" className="mt-1 size-4" value={value} {...form.register("stories")} />
                <span>
                  {label}
                  <span className="block text-ink-muted text-sm">{text}</span>
                </span>
              </label>
            ))}
          </fieldset>
          <Field label="Your password" error={errors.password?.message}>
            {(control) => <PasswordInput {...control} {...form.register("password")} autoComplete="current-password" />}
          </Field>
        </form>
      </Dialog>
    </>
  );
}
