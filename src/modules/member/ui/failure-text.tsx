import Link from "next/link";
import type { AuthFailure } from "./auth-failure";

export function FailureText({ failure: { message, more } }: { failure: AuthFailure }) {
  return (
    <>
      {message}
      {more && (
        <>
          {" "}
          <Link href={more} className="rounded-sm underline hover:text-accent">
            Read why, and reply
          </Link>
        </>
      )}
    </>
  );
}
