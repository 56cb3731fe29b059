import { Download } from "lucide-react";
import { Button } from "@/components/button";
import type { JobArtifact } from "../schema";
import { sizeText } from "./words";

const until = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeStyle: "short" });

/** The files that a job made, as long as they are kept. */
export function JobArtifacts({ artifacts }: { artifacts: readonly JobArtifact[] }) {
  return (
    <section aria-labelledby="files">
      <h2 id="files" className="font-semibold font-serif text-title">
        {artifacts.length === 1 ? "Your file" : "Your files"}
      </h2>
      <ul className="mt-3 flex flex-col gap-2">
        {artifacts.map(({ name, size, href, expiresAt }) => (
          <li
            key={name}
            className="flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-sm border border-rule bg-paper-raised px-4 py-3"
          >
            <span className="min-w-0">
              <span className="wrap-anywhere block font-medium">{name}</span>
              <span className="text-ink-muted text-sm">
                {sizeText(size)}, kept until{" "}
                <time dateTime={expiresAt} suppressHydrationWarning>
                  {until.format(new Date(expiresAt))}
                </time>
              </span>
            </span>
            <Button asChild variant="primary">
              {/* Not a Link: what lies there is no page. */}
              <a href={href} download={name}>
                <Download aria-hidden="true" />
                Download
              </a>
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
