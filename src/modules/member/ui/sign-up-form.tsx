"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { useState } from "react";
import { useForm } from "react-hook-form";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextInput } from "@/components/text-input";
import { authClient } from "../auth-client";
import { signUpInput } from "../schema";
import { AuthForm } from "./auth-form";
import { HandleInput } from "./handle-input";
import { PasswordInput } from "./password-input";
import { suggestHandle } from "./suggest-handle";
import { useAuthForm } from "./use-auth-form";

const fields = { name: "name", handle: "handle", email: "email", password: "password" } as const;

/** @param next A path that `safeNext` has let pass. */
export function SignUpForm({ next }: { next: string }) {
  const form = useForm({
    resolver: zodResolver(signUpInput),
    defaultValues: { name: "", handle: "", email: "", password: "" },
  });
  const [mailedTo, setMailedTo] = useState<string | null>(null);
  const { failure, submit, busy } = useAuthForm(form, fields, next);
  const { errors, dirtyFields, isSubmitted } = form.formState;

  const name = form.register("name", {
    onChange({ target }) {
      // A handle that was typed is the member's; the suggestion leaves it alone. Emptied, it may be suggested again.
      if (dirtyFields.handle && form.getValues("handle")) return;
      form.resetField("handle", { defaultValue: suggestHandle(target.value) });
      if (isSubmitted) void form.trigger("handle");
    },
  });

  if (mailedTo !== null) {
    return (
      <Notice role="status" title="Look into your mailbox">
        We have sent a mail to <span className="wrap-anywhere font-medium">{mailedTo}</span>. Its link opens your
        account, and holds for a day. Nothing there after some minutes? Look in the spam folder, or{" "}
        <button type="button" className="link" onClick={() => setMailedTo(null)}>
          change what you entered
        </button>
        .
      </Notice>
    );
  }

  const send = form.handleSubmit((values) =>
    submit(
      () => authClient.signUp.email(values),
      ({ token }) => {
        if (!token) setMailedTo(values.email);
        return Boolean(token);
      },
    ),
  );

  return (
    <AuthForm failure={failure} busy={busy} submitLabel="Create the account" onSubmit={send}>
      <Field label="Name" hint="As it stands beside what you write." error={errors.name?.message}>
        {(control) => <TextInput {...control} {...name} autoComplete="name" />}
      </Field>
      <Field label="Handle" hint="The address of your profile." error={errors.handle?.message}>
        {(control) => <HandleInput {...control} {...form.register("handle")} autoComplete="nickname" />}
      </Field>
      <Field label="E-mail address" hint="Only you see it." error={errors.email?.message}>
        {(control) => (
          <TextInput {...control} {...form.register("email")} type="email" autoComplete="email" inputMode="email" />
        )}
      </Field>
      <Field label="Password" hint="At least 10 characters; a few words do well." error={errors.password?.message}>
        {(control) => <PasswordInput {...control} {...form.register("password")} autoComplete="new-password" />}
      </Field>
    </AuthForm>
  );
}
