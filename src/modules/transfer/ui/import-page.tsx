"use client";

import { clsx } from "clsx";
import { FileUp } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, useRef, useState } from "react";
import { Button } from "@/components/button";
import { Field } from "@/components/field";
import { Notice } from "@/components/notice";
import { TextArea } from "@/components/text-area";
import { trpc } from "@/trpc/react";
import { useUpload } from "./use-upload";

const accept = ".epub,.docx,.md,.markdown,.html,.htm,.xhtml,.txt,.zip";

/** A file or a text on its way in; reading it is a job, whose page leads on to the chapters. */
export function ImportPage() {
  const router = useRouter();
  const picker = useRef<HTMLInputElement>(null);
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);
  const start = trpc.transfer.import.useMutation({ onSuccess: ({ id }) => router.push(`/jobs/${id}`) });
  const { upload, send, cancel } = useUpload(({ id }) => start.mutate({ uploadId: id }));

  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const [file] = event.dataTransfer.files;
    if (file) send(file);
  };
  const sending = upload.state === "sending";
  const percentage = sending ? Math.round(upload.sent * 100) : 0;

  return (
    <div className="mx-auto max-w-reading px-4 pt-10 pb-20 sm:px-6 sm:pt-14">
      <h1 className="font-semibold font-serif text-display">Import a story</h1>
      <p className="mt-3 text-ink-muted">
        It is cut into chapters for you to look through. Nothing is saved as a story, and nothing is published, before
        you say so.
      </p>

      <section aria-labelledby="a-file" className="mt-10">
        <h2 id="a-file" className="font-semibold font-serif text-title">
          A file
        </h2>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside */}
        <div
          onDragOver={(event) => {
            event.preventDefault();
            setOver(true);
          }}
          onDragLeave={() => setOver(false)}
          onDrop={drop}
          className={clsx(
            "mt-4 rounded border border-dashed px-6 py-12 text-center",
            over ? "border-accent bg-paper-sunk" : "border-rule-strong",
          )}
        >
          {sending ? (
            <div>
              <p className="truncate">Sending “{upload.name}”</p>
              <progress
                className="mt-4 h-1.5 w-full max-w-80"
                aria-label={`Sending ${upload.name}`}
                max={100}
                value={percentage}
              />
              <p className="mt-2 text-ink-muted text-sm tabular-nums">{percentage} %</p>
              <Button size="sm" variant="quiet" className="mt-3" onClick={cancel}>
                Stop
              </Button>
            </div>
          ) : (
            <>
              <FileUp aria-hidden="true" className="mx-auto mb-4 size-8 text-ink-muted" strokeWidth={1.25} />
              <input
                ref={picker}
                type="file"
                accept={accept}
                className="sr-only"
                aria-label="Choose a file"
                tabIndex={-1}
                onChange={({ target }) => {
                  const [file] = target.files ?? [];
                  target.value = ""; // so that choosing the same file again is a choice, too
                  if (file) send(file);
                }}
              />
              <Button
                variant="primary"
                loading={start.isPending && !("text" in (start.variables ?? {}))}
                onClick={() => picker.current?.click()}
              >
                Choose a file
              </Button>
              <p className="mt-4 text-ink-muted text-sm">
                or drop it here. EPUB, DOCX, Markdown, HTML, plain text, or a zip of them, up to 50&nbsp;MB.
              </p>
            </>
          )}
        </div>
        <div aria-live="polite">
          {upload.state === "failed" && (
            <Notice tone="danger" className="mt-4" title={`“${upload.name}” was not sent`}>
              {upload.message}
            </Notice>
          )}
          {start.error && (
            <Notice tone="danger" className="mt-4" title="It could not be started">
              {start.error.message}
            </Notice>
          )}
        </div>
      </section>

      <section aria-labelledby="a-text" className="mt-14">
        <h2 id="a-text" className="font-semibold font-serif text-title">
          Or a text
        </h2>
        <form
          className="mt-4"
          onSubmit={(event) => {
            event.preventDefault();
            if (text.trim()) start.mutate({ text });
          }}
        >
          <Field label="Paste it here" hint="Headings (# One, ## Two) begin chapters. Markdown is kept as it is.">
            {(control) => (
              <TextArea {...control} rows={8} value={text} onChange={({ target }) => setText(target.value)} />
            )}
          </Field>
          <Button
            type="submit"
            className="mt-4"
            disabled={!text.trim()}
            loading={start.isPending && "text" in (start.variables ?? {})}
          >
            Read it
          </Button>
        </form>
      </section>
    </div>
  );
}
