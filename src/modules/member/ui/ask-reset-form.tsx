"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextInput } from "@/components/text-input";
import { authClient } from "../auth-client";
import { askResetInput } from "../schema";
import { AuthForm } from "./auth-form";
import { useAuthForm } from "./use-auth-form";

/** Asks for the mail with which a new password is set; the answer is the same whether or not there is an account. */
export function AskResetForm() {
  const form = useForm({ resolver: zodResolver(askResetInput), defaultValues: { email: "" } });
  const [askedFor, setAskedFor] = useState<string | null>(null);
  const { failure, submit, busy } = useAuthForm(form, { email: "email" }, "/sign-in");

  if (askedFor !== null) {
    return (
      <Notice role="status" title="Look into your mailbox">
        If <span className="wrap-anywhere font-medium">{askedFor}</span> has an account here, a mail with a link is on
        its way. The link holds for an hour. Nothing there after some minutes? Look among the unwanted, or{" "}
        <button type="button" className="link" onClick={() => setAskedFor(null)}>
          try another address
        </button>
        .
      </Notice>
    );
  }

  const send = form.handleSubmit(({ email }) =>
    submit(
      () => authClient.requestPasswordReset({ email }),
      () => {
        setAskedFor(email);
        return false;
      },
    ),
  );

  return (
    <AuthForm failure={failure} busy={busy} submitLabel="Send the link" onSubmit={send}>
      <Field label="E-mail address" error={form.formState.errors.email?.message}>
        {(control) => (
          <TextInput {...control} {...form.register("email")} type="email" autoComplete="username" inputMode="email" />
        )}
      </Field>
    </AuthForm>
  );
}
