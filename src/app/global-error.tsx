"use client";

import { useEffect } from "react";
import { Button } from "@/components/button";
import { ErrorState } from "@/components/error-state";
import { Wordmark } from "@/components/wordmark";
import "./globals.css";
import { digestOf } from "./shell/error-digest";

/** Stands in for the whole document when the layout itself failed, so it relies on none of the providers. */
export default function GlobalError({ error, retry }: { error: unknown; retry: () => void }) {
  useEffect(() => {
    const dark = window.matchMedia("(prefers-color-scheme: dark)").matches;
    document.documentElement.classList.toggle("dark", dark);
  }, []);

  return (
    <html lang="en" suppressHydrationWarning>
      <body className="mx-auto flex max-w-reading flex-col px-4 py-12 sm:px-6">
        <title>Something broke · Inkwire</title>
        <header>
          <Wordmark />
        </header>
        <main className="mt-16">
          <ErrorState
            page
            title="Something broke on our side"
            text="Nothing that you wrote is lost. Try again in a moment; if it stays like this, tell us the id below."
            errorId={digestOf(error)}
            actions={
              <Button variant="primary" onClick={retry}>
                Try again
              </Button>
            }
          />
        </main>
      </body>
    </html>
  );
}
