"use client";

import { useState } from "react";
import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { announceSignInChange } from "@/live/browser/sign-in-change";
import { type AuthError, type AuthFailure, explainAuthError, unreachable } from "./auth-failure";

interface Answer<Data> {
  data: Data | null;
  error: AuthError | null;
}

/**
 * Submits a form of accounts: refusals go to their field or to `failure`, and success leaves for `next` with a full
 * navigation, so that everything the server rendered for a guest is rendered anew. Where `goesOn` denies it, nobody is
 * signed in yet, and the page stays.
 */
export function useAuthForm<Values extends FieldValues, Out>(
  form: UseFormReturn<Values, unknown, Out>,
  fields: Partial<Record<string, FieldPath<Values>>>,
  next: string,
) {
  const [failure, setFailure] = useState<AuthFailure | null>(null);
  const [leaving, setLeaving] = useState(false);

  const submit = async <Data>(send: () => Promise<Answer<Data>>, goesOn: (data: Data) => boolean = () => true) => {
    setFailure(null);
    const { data, refused } = await send().then(
      ({ data, error }) => ({ data, refused: error && explainAuthError(error) }),
      () => ({ data: null, refused: unreachable }),
    );
    if (!refused) {
      if (data && !goesOn(data)) return;
      setLeaving(true);
      announceSignInChange();
      window.location.assign(next);
      return;
    }
    const field = refused.field && fields[refused.field];
    if (field) form.setError(field, { type: "server", message: refused.message }, { shouldFocus: true });
    else setFailure(refused);
  };

  return { failure, submit, busy: leaving || form.formState.isSubmitting };
}
