"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useForm } from "react-hook-form";
import { Field } from "@/components/field";
import { authClient } from "../auth-client";
import { confirmSignUpInput } from "../schema";
import { AuthForm } from "./auth-form";
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
    <AuthForm
      failure={failure}
      busy={busy}
      submitLabel="Open the account"
      onSubmit={form.handleSubmit((body) =>
        submit(() => authClient.$fetch<object>("/sign-up/confirm", { method: "POST", body })),
      )}
    >
      <Field label="Password" hint="The one that you chose." error={password?.message}>
        {(control) => (
          <PasswordInput {...control} {...form.register("password")} autoComplete="current-password" autoFocus />
        )}
      </Field>
    </AuthForm>
  );
}
