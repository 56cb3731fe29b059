import { ChevronDown } from "lucide-react";
import { type Channel, catalogue, channels, type NotificationType } from "../catalogue";
import type { PreferencesView } from "../schema";

export const channelNames: Record<Channel, string> = { bell: "Bell", toast: "Pop-up", mail: "E-mail" };

export interface PreferenceGroupProps {
  title: string;
  types: readonly NotificationType[];
  chosen: PreferencesView["types"];
  open: boolean;
  onSet: (type: NotificationType, channel: Channel, enabled: boolean) => void;
}

/** The types of one area; closed, a line says what has been chosen. */
export function PreferenceGroup({ title, types, chosen, open, onSet }: PreferenceGroupProps) {
  return (
    <details open={open} className="group border-rule border-b">
      <summary className="flex list-none items-center gap-4 py-4 [&::-webkit-details-marker]:hidden">
        <span className="min-w-0 flex-1">
          <span className="block font-medium">{title}</span>
          <span className="block text-ink-muted text-sm">{summaryOf(types, chosen)}</span>
        </span>
        <ChevronDown
          aria-hidden="true"
          className="size-5 shrink-0 text-ink-muted transition-transform group-open:rotate-180"
        />
      </summary>
      <table className="mb-4 w-full text-ui">
        <caption className="sr-only">{title}: what to tell me, and where</caption>
        <thead>
          <tr className="border-rule border-b">
            <th scope="col" className="label-caps py-2 text-start text-ink-muted">
              Tell me when
            </th>
            {channels.map((channel) => (
              <th key={channel} scope="col" className="label-caps w-16 py-2 text-center text-ink-muted sm:w-20">
                {channelNames[channel]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-rule">
          {types.map((type) => (
            <tr key={type}>
              <th scope="row" className="py-2.5 pe-3 text-start font-normal">
                {catalogue[type].label}
              </th>
              {channels.map((channel) => (
                <td key={channel} className="text-center">
                  <label className="inline-grid size-11 cursor-pointer place-items-center has-disabled:cursor-default">
                    <input
                      type="checkbox"
                      aria-label={`${catalogue[type].label}: ${channelNames[channel]}`}
                      checked={chosen[type][channel] && (channel !== "toast" || chosen[type].bell)}
                      // A pop-up that is missed must be found again.
                      disabled={channel === "toast" && !chosen[type].bell}
                      onChange={({ target }) => onSet(type, channel, target.checked)}
                      className="size-4.5"
                    />
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

/** "4 of 5 in the bell, 2 by e-mail". */
function summaryOf(types: readonly NotificationType[], chosen: PreferencesView["types"]): string {
  const count = (channel: Channel) => types.filter((type) => chosen[type][channel]).length;
  const [bell, mail] = [count("bell"), count("mail")];
  if (bell === 0 && mail === 0) return "Nothing";
  const told = bell === types.length ? "All in the bell" : `${bell} of ${types.length} in the bell`;
  return mail === 0 ? told : `${told}, ${mail === types.length ? "all" : mail} by e-mail`;
}
