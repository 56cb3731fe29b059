"use client";

import { Ban, Ellipsis, Flag, Volume2, VolumeX } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem } from "@/components/menu";
import { ReportDialog } from "@/modules/moderation/ui/report-dialog";
import { trpc } from "@/trpc/react";
import type { BoundaryState } from "../schema";
import { BlockDialog } from "./block-dialog";
import { useBoundaries } from "./use-boundaries";

interface BoundaryMenuProps {
  id: string;
  handle: string;
  name: string;
  initial: BoundaryState;
}

/** On a member's page: mute and block, and back; and to report them. */
export function BoundaryMenu({ id, handle, name, initial }: BoundaryMenuProps) {
  const { data: state } = trpc.boundary.state.useQuery({ handle }, { initialData: initial });
  const { set, lift, pending } = useBoundaries(handle);
  const [blocking, setBlocking] = useState(false);
  const [reporting, setReporting] = useState(false);
  const router = useRouter();
  // The failure is told by a toast; the page shows what holds.
  const change = (deed: Promise<unknown>) => void deed.then(() => router.refresh()).catch(() => {});

  return (
    <>
      <Menu
        trigger={
          <IconButton label={`More about ${name}`} variant="secondary" disabled={pending} data-testid="boundary-menu">
            <Ellipsis aria-hidden="true" />
          </IconButton>
        }
      >
        {state.muted ? (
          <MenuItem onSelect={() => change(lift("mute"))}>
            <Volume2 aria-hidden="true" />
            Unmute @{handle}
          </MenuItem>
        ) : (
          <MenuItem onSelect={() => change(set("mute"))}>
            <VolumeX aria-hidden="true" />
            Mute @{handle}
          </MenuItem>
        )}
        {state.blocked ? (
          <MenuItem onSelect={() => change(lift("block"))}>
            <Ban aria-hidden="true" />
            Unblock @{handle}
          </MenuItem>
        ) : (
          <MenuItem danger onSelect={() => setBlocking(true)}>
            <Ban aria-hidden="true" />
            Block @{handle}
          </MenuItem>
        )}
        <MenuItem onSelect={() => setReporting(true)}>
          <Flag aria-hidden="true" />
          Report
        </MenuItem>
      </Menu>
      <ReportDialog kind="member" id={id} open={reporting} onOpenChange={setReporting} />
      <BlockDialog
        handle={handle}
        name={name}
        open={blocking}
        onOpenChange={setBlocking}
        onBlocked={() => router.refresh()}
      />
    </>
  );
}
