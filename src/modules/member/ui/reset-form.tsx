"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { authClient } from "../auth-client";
import { resetInput } from "../schema";
import { AuthForm } from "./auth-form";
import { PasswordInput } from "./password-input";
import { useAuthForm } from "./use-auth-form";

/** Sets a new password by the token of a mail's link. */
export function ResetForm({ token }: { token: string }) {
  const form = useForm({ resolver: zodResolver(resetInput), defaultValues: { password: "" } });
  const [isSet, setIsSet] = useState(false);
  const { failure, submit, busy } = useAuthForm(form, { password: "password" }, "/sign-in");

  if (isSet) {
    return (
      <Notice role="status" title="Your password is changed">
        You are signed out everywhere.{" "}
        <Link href="/sign-in" className="link">
          Sign in with the new one
        </Link>
        .
      </Notice>
    );
  }

  const send = form.handleSubmit(({ password }) =>
    submit(
      () => authClient.resetPassword({ newPassword: password, token }),
      () => {
        setIsSet(true);
        return false;
      },
    ),
  );

  return (
    <AuthForm failure={failure} busy={busy} submitLabel="Set the password" onSubmit={send}>
      <Field
        label="New password"
        hint="At least 10 characters; a few words do well."
        error={form.formState.errors.password?.message}
      >
        {(control) => (
          <PasswordInput {...control} {...form.register("password")} autoComplete="new-password" autoFocus />
        )}
      </Field>
    </AuthForm>
  );
}
