import Link from "next/link";
import type { AuthFailure } from "./auth-failure";

export function FailureText({ failure: { message, more } }: { failure: AuthFailure }) {
  return (
    <>
      {message}
      {more && (
        <>
          {" "}
          <Link href={more.href} className="rounded-sm underline hover:text-accent">
            {more.label}
          </Link>
        </>
      )}
    </>
  );
}
