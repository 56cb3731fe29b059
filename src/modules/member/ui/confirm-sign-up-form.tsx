"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { authClient } from "../auth-client";
import { confirmSignUpInput } from "../schema";
import { FailureText } from "./failure-text";
import { PasswordInput } from "./password-input";
import { useAuthForm } from "./use-auth-form";

/** The last step of a sign-up by mail: the link and the password together open the account. */
export function ConfirmSignUpForm({ signUpKey }: { signUpKey: string }) {
  const form = useForm({
    resolver: zodResolver(confirmSignUpInput),
    defaultValues: { key: signUpKey, password: "" },
  });
  const { failure, submit, busy } = useAuthForm(form, { password: "password" }, "/welcome");
  const { password } = form.formState.errors;
  return (
    <form
      method="post"
      noValidate
      onSubmit={form.handleSubmit((body) =>
        submit(() => authClient.$fetch<object>("/sign-up/confirm", { method: "POST", body })),
      )}
      className="flex flex-col gap-5"
    >
      {failure && (
        <Notice tone="danger" role="alert">
          <FailureText failure={failure} />
        </Notice>
      )}
      <Field label="Password" hint="The one that you chose." error={password?.message}>
        {(control) => (
          <PasswordInput {...control} {...form.register("password")} autoComplete="current-password" autoFocus />
        )}
      </Field>
      <Button type="submit" variant="primary" loading={busy} className="mt-1 w-full">
        Open the account
      </Button>
    </form>
  );
}
