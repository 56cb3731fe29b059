"use client";

import { useState } from "react";
import { toast } from "sonner";
import { Notice } from "@/components/notice";
import { VisuallyHidden } from "@/components/visually-hidden";
import { trpc } from "@/trpc/react";
import { type DigestFrequency, digestFrequency, type PreferencesView } from "../schema";

const names: Record<DigestFrequency, { name: string; text: string }> = {
  off: { name: "Never", text: "Everything waits in the bell." },
  hourly: { name: "Hourly", text: "When there is something." },
  daily: { name: "Daily", text: "At eight in the morning, when there is something." },
  weekly: { name: "Weekly", text: "On Mondays at eight, when there is something." },
};

/** How often what is ticked under "E-mail" is sent; each choice is saved as it is made. */
export function DigestForm({ initial: { digest, timeZone, address } }: { initial: PreferencesView }) {
  const [chosen, setChosen] = useState(digest);
  const [zone, setZone] = useState(timeZone);
  const [said, setSaid] = useState("");
  const save = trpc.notification.setPreferences.useMutation();
  if (!address) {
    return (
      <Notice className="mt-4" title="This Inkwire sends no mail">
        Whoever runs it has set up no mail server. What you tick under “E-mail” counts once there is one.
      </Notice>
    );
  }
  const choose = (frequency: DigestFrequency) => {
    const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
    setChosen(frequency);
    save.mutate(
      { digest: { frequency, timeZone: here } },
      {
        onSuccess() {
          setZone(here);
          setSaid(`Saved: e-mail ${names[frequency].name.toLowerCase()}`);
        },
        onError() {
          setChosen(chosen);
          toast.error("That was not saved. Please try again.");
        },
      },
    );
  };
  return (
    <fieldset className="mt-2">
      <legend className="mb-3 text-pretty text-ink-muted">
        One mail to {address} with what you have not seen here
        {zone ? `, by the clock of ${zone.replaceAll("_", " ")}` : ""}.
      </legend>
      {digestFrequency.options.map((frequency) => (
        <label key={frequency} className="flex cursor-pointer items-baseline gap-3 py-1.5">
          <input
            type="radio"
            name="digest"
            checked={chosen === frequency}
            onChange={() => choose(frequency)}
            className="translate-y-0.5 accent-(--accent)"
          />
          <span>
            <span className="font-medium">{names[frequency].name}</span>{" "}
            <span className="text-ink-muted text-sm">{names[frequency].text}</span>
          </span>
        </label>
      ))}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </fieldset>
  );
}
