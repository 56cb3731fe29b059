"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/button";
import { Dialog } from "@/components/dialog";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextInput } from "@/components/text-input";
import { announceSignInChange } from "@/live/browser/sign-in-change";
import { trpc } from "@/trpc/react";
import { authClient } from "../auth-client";
import { explainAuthError, unreachable } from "./auth-failure";
import { PasswordInput } from "./password-input";

export interface SignInAgainProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  memberId: string;
  email: string;
  /** The author is back. */
  onSignedIn: () => void;
}

/** Over the text, which stays where it is: leaving the page for a moment must not be the price of an expired session. */
export function SignInAgain({ open, onOpenChange, memberId, email, onSignedIn }: SignInAgainProps) {
  const { client } = trpc.useUtils();
  const [failure, setFailure] = useState("");
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    if (busy) return;
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFailure("");
    const refused = await authClient.signIn
      .email({ email: String(form.get("email")), password: String(form.get("password")) })
      .then(
        ({ error }) => error && explainAuthError(error),
        () => unreachable,
      );
    const me = refused ? null : await client.member.me.query().catch(() => null);
    setBusy(false);
    if (refused) return setFailure(refused.message);
    announceSignInChange();
    if (me?.id !== memberId) {
      return setFailure(
        `You are signed in as ${me?.name ?? "another member"} now, but this text belongs to another account. It stays on this device, and is sent when its author signs in.`,
      );
    }
    onOpenChange(false);
    onSignedIn();
  };

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="sm"
      title="Sign in again"
      description="Your session has ended. What you wrote is kept on this device and will be saved as soon as you are back."
    >
      <form method="post" onSubmit={submit} className="flex flex-col gap-5 pb-2">
        {failure && (
          <Notice tone="danger" role="alert">
            {failure}
          </Notice>
        )}
        <Field label="E-mail address">
          {(control) => (
            <TextInput {...control} name="email" type="email" autoComplete="username" defaultValue={email} required />
          )}
        </Field>
        <Field label="Password">
          {(control) => (
            <PasswordInput {...control} name="password" autoComplete="current-password" required autoFocus />
          )}
        </Field>
        <Button type="submit" variant="primary" loading={busy}>
          Sign in
        </Button>
      </form>
    </Dialog>
  );
}
