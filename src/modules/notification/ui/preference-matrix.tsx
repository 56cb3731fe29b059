"use client";

import { useState } from "react";
import { toast } from "sonner";
import { VisuallyHidden } from "@/components/visually-hidden";
import { trpc } from "@/trpc/react";
import { type Channel, catalogue, channels, chosenTypes, type NotificationType } from "../catalogue";
import type { PreferencesView } from "../schema";

const names: Record<Channel, string> = { bell: "Bell", toast: "Pop-up", mail: "E-mail" };

/** Of what and where; each box is saved as it is ticked. */
export function PreferenceMatrix({ initial }: { initial: PreferencesView }) {
  const [types, setTypes] = useState(initial.types);
  const [said, setSaid] = useState("");
  const save = trpc.notification.setPreferences.useMutation();

  const set = (type: NotificationType, channel: Channel, enabled: boolean) => {
    const put = (value: boolean) =>
      setTypes((current) => ({ ...current, [type]: { ...current[type], [channel]: value } }));
    put(enabled);
    save.mutate(
      { changes: [{ type, channel, enabled }] },
      {
        onSuccess: () => setSaid(`Saved: ${catalogue[type].label}, ${names[channel]} ${enabled ? "on" : "off"}`),
        onError() {
          put(!enabled);
          toast.error("That was not saved. Please try again.");
        },
      },
    );
  };

  return (
    <>
      <table className="w-full border-rule border-t text-ui">
        <caption className="sr-only">What to tell me, and where</caption>
        <thead>
          <tr className="border-rule border-b">
            <th scope="col" className="label-caps py-2 text-start text-ink-muted">
              Tell me when
            </th>
            {channels.map((channel) => (
              <th key={channel} scope="col" className="label-caps w-16 py-2 text-center text-ink-muted sm:w-20">
                {names[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-rule">
          {chosenTypes.map((type) => (
            <tr key={type}>
              <th scope="row" className="py-2.5 pe-3 text-start font-normal">
                {catalogue[type].label}
              </th>
              {channels.map((channel) => (
                <td key={channel} className="text-center">
                  <label className="inline-grid size-10 place-items-center">
                    <input
                      type="checkbox"
                      aria-label={`${catalogue[type].label}: ${names[channel]}`}
                      checked={types[type][channel] && (channel !== "toast" || types[type].bell)}
                      // A pop-up that is missed must be found again.
                      disabled={channel === "toast" && !types[type].bell}
                      onChange={({ target }) => set(type, channel, target.checked)}
                      className="size-4.5 accent-ink"
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </>
  );
}
