"use client";

import { useState } from "react";
import { toast } from "sonner";
import { VisuallyHidden } from "@/components/visually-hidden";
import { trpc } from "@/trpc/react";
import { areas, type Channel, catalogue, chosenTypes, type NotificationType } from "../catalogue";
import type { PreferencesView } from "../schema";
import { channelNames, PreferenceGroup } from "./preference-group";

const groups = Object.entries(areas).map(([area, title]) => ({
  title,
  types: chosenTypes.filter((type) => catalogue[type].about === area),
}));

/** Of what and where, by area; each box is saved as it is ticked. */
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
        onSuccess: () => setSaid(`Saved: ${catalogue[type].label}, ${channelNames[channel]} ${enabled ? "on" : "off"}`),
        onError() {
          put(!enabled);
          toast.error("That was not saved. Please try again.");
        },
      },
    );
  };

  return (
    <div className="-mt-4">
      {groups.map((group, index) => (
        <PreferenceGroup key={group.title} {...group} chosen={types} open={index === 0} onSet={set} />
      ))}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
    </div>
  );
}
