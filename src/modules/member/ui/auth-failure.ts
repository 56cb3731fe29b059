/** What better-auth's client reports of a refused call. */
export interface AuthError {
  status: number;
  code?: string | undefined;
  message?: string | undefined;
  /** For who is suspended: the page that says why. */
  notice?: unknown;
}

export type AuthField = "name" | "handle" | "email" | "password";

export interface AuthFailure {
  /** The field to correct; without one it concerns the whole form. */
  field?: AuthField;
  message: string;
  /** A page that helps. */
  more?: { href: string; label: string };
}

const emailTaken: AuthFailure = { field: "email", message: "There is already an account with this address" };

const known: Record<string, AuthFailure> = {
  // One answer for a wrong password and an unknown address, so that nobody learns who has an account.
  INVALID_EMAIL_OR_PASSWORD: { message: "The e-mail address and the password do not match. Check both and try again." },
  INVALID_EMAIL: { field: "email", message: "Enter an e-mail address, such as ana@example.org" },
  USER_ALREADY_EXISTS: emailTaken,
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: emailTaken,
  PASSWORD_TOO_SHORT: { field: "password", message: "At least 10 characters" },
  PASSWORD_TOO_LONG: { field: "password", message: "At most 128 characters" },
  INVALID_GUESSABLE: {
    field: "password",
    message: "This password is among the first that are tried. A few words of your own do well.",
  },
  SIGN_UP_GONE: {
    message: "This link has had its time, or was followed already. Sign in, or sign up once more for a new one.",
  },
  INVALID_TOKEN: {
    message: "This link has had its time, or was used already.",
    more: { href: "/new-password", label: "Ask for a new one" },
  },
  WRONG_SIGN_UP_PASSWORD: { field: "password", message: "This is not the password that you signed up with" },
  INVALID_PASSWORD: { field: "password", message: "Enter a password" },
  FAILED_TO_CREATE_USER: { message: "The account could not be created. Try again, perhaps with another handle." },
};

/** Said when the call did not get an answer at all. */
export const unreachable: AuthFailure = {
  message: "The server could not be reached. What you entered is still here; try again in a moment.",
};

/** What to tell the person, in our words; the wording of the server only where it is ours too. */
export function explainAuthError({ status, code = "", message, notice }: AuthError): AuthFailure {
  if (code === "INVALID_NAME" || code === "INVALID_HANDLE") {
    return { field: code === "INVALID_NAME" ? "name" : "handle", message: message ?? "Choose another" };
  }
  if (code === "BANNED") {
    const more = typeof notice === "string" && /^\/notices\/[\w-]+$/.test(notice) ? notice : undefined;
    return {
      message: message ?? "This account has been suspended.",
      ...(more && { more: { href: more, label: "Read why, and reply" } }),
    };
  }
  const failure = known[code];
  if (failure) return failure;
  if (status === 429) return { message: "That was a little too often. Wait a minute, then try again." };
  if (status === 0) return unreachable;
  return { message: "Something went wrong on our side, and nothing was changed. Please try again." };
}
