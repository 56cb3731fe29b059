"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { trpc } from "@/trpc/react";
import { authClient } from "../auth-client";
import { changePasswordInput } from "../schema";
import { explainAuthError, unreachable } from "./auth-failure";
import { PasswordInput } from "./password-input";

/** Changes the password, and signs out everywhere else: whoever knew the old one is out. */
export function PasswordForm() {
  const [failure, setFailure] = useState("");
  const utils = trpc.useUtils();
  const form = useForm({
    resolver: zodResolver(changePasswordInput),
    defaultValues: { currentPassword: "", newPassword: "" },
  });
  const { errors, isSubmitting } = form.formState;
  const submit = form.handleSubmit(async (values) => {
    setFailure("");
    const answer = await authClient.changePassword({ ...values, revokeOtherSessions: true }).catch(() => null);
    if (answer && !answer.error) {
      form.reset();
      toast("Your password is changed", { description: "You are signed out everywhere but here." });
      await utils.member.sessions.invalidate();
      return;
    }
    if (answer?.error?.code === "INVALID_PASSWORD") {
      form.setError("currentPassword", { message: "This is not your password" }, { shouldFocus: true });
      return;
    }
    const { field, message } = answer?.error ? explainAuthError(answer.error) : unreachable;
    if (field === "password") form.setError("newPassword", { message }, { shouldFocus: true });
    else setFailure(message);
  });
  return (
    <form method="post" noValidate onSubmit={submit} className="mt-4 flex max-w-md flex-col gap-5">
      {failure && (
        <Notice tone="danger" role="alert">
          {failure}
        </Notice>
      )}
      <Field label="Your password now" error={errors.currentPassword?.message}>
        {(control) => (
          <PasswordInput {...control} {...form.register("currentPassword")} autoComplete="current-password" />
        )}
      </Field>
      <Field
        label="The new one"
        hint="At least 10 characters; a few words do well."
        error={errors.newPassword?.message}
      >
        {(control) => <PasswordInput {...control} {...form.register("newPassword")} autoComplete="new-password" />}
      </Field>
      <Button type="submit" loading={isSubmitting} className="self-start">
        Change the password
      </Button>
    </form>
  );
}
