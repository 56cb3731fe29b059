"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import Link from "next/link";
import { useForm } from "react-hook-form";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextInput } from "@/components/text-input";
import { authClient } from "../auth-client";
import { signInInput } from "../schema";
import { AuthForm } from "./auth-form";
import { PasswordInput } from "./password-input";
import { useAuthForm } from "./use-auth-form";

export interface Credentials {
  email: string;
  password: string;
}

interface SignInFormProps {
  /** A path that `safeNext` has let pass. */
  next: string;
  /** Whether a forgotten password can be set anew. */
  canReset: boolean;
  /** The account to look around with, where there is one. */
  demo: Credentials | null;
}

export function SignInForm({ next, canReset, demo }: SignInFormProps) {
  const form = useForm({ resolver: zodResolver(signInInput), defaultValues: { email: "", password: "" } });
  const { failure, submit, busy } = useAuthForm(form, { email: "email", password: "password" }, next);
  const { errors } = form.formState;
  const send = form.handleSubmit((values) => submit(() => authClient.signIn.email(values)));

  const lookAround = ({ email, password }: Credentials) => {
    form.setValue("email", email);
    form.setValue("password", password);
    void send();
  };

  return (
    <>
      <AuthForm
        failure={failure}
        busy={busy}
        submitLabel="Sign in"
        onSubmit={send}
        after={
          canReset && (
            <Link href="/new-password" className="link self-center text-ink-muted text-sm">
              Forgotten your password?
            </Link>
          )
        }
      >
        <Field label="E-mail address" error={errors.email?.message}>
          {(control) => (
            <TextInput
              {...control}
              {...form.register("email")}
              type="email"
              autoComplete="username"
              inputMode="email"
            />
          )}
        </Field>
        <Field label="Password" error={errors.password?.message}>
          {(control) => <PasswordInput {...control} {...form.register("password")} autoComplete="current-password" />}
        </Field>
      </AuthForm>
      {demo && (
        <Notice
          className="mt-8"
          title="Looking around?"
          actions={
            <Button size="sm" onClick={() => lookAround(demo)} disabled={busy}>
              Use the demo account
            </Button>
          }
        >
          Sign in as <span className="wrap-anywhere select-all font-medium">{demo.email}</span> with the password{" "}
          <span className="select-all font-medium">{demo.password}</span>.
        </Notice>
      )}
    </>
  );
}
