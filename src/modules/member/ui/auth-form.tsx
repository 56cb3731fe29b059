import type { FormEventHandler, ReactNode } from "react";
import { Button } from "@/components/button";
import { Notice } from "@/components/notice";
import type { AuthFailure } from "./auth-failure";
import { FailureText } from "./failure-text";

interface AuthFormProps {
  failure: AuthFailure | null;
  busy: boolean;
  submitLabel: string;
  onSubmit: FormEventHandler<HTMLFormElement>;
  /** Its fields. */
  children: ReactNode;
  /** Below the button. */
  after?: ReactNode;
}

/** A form of accounts: by POST also before the page has come alive, so that no password ends up in an address. */
export function AuthForm({ failure, busy, submitLabel, onSubmit, children, after }: AuthFormProps) {
  return (
    <form method="post" noValidate onSubmit={onSubmit} className="flex flex-col gap-5">
      {failure && (
        <Notice tone="danger" role="alert">
          <FailureText failure={failure} />
        </Notice>
      )}
      {children}
      <Button type="submit" variant="primary" loading={busy} className="mt-1 w-full">
        {submitLabel}
      </Button>
      {after}
    </form>
  );
}
