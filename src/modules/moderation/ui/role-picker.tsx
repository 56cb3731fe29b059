"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { ConfirmDialog } from "@/components/confirm-dialog";
import { Select } from "@/components/select";
import { type Role, role as roles } from "@/modules/member/schema";
import { trpc } from "@/trpc/react";

const names: Record<Role, string> = { member: "Member", moderator: "Moderator", admin: "Administrator" };
const asks: Record<Role, (handle: string) => string> = {
  member: (handle) => `Take the role from @${handle}?`,
  moderator: (handle) => `Make @${handle} a moderator?`,
  admin: (handle) => `Make @${handle} an administrator?`,
};
const means: Record<Role, string> = {
  member: "They see no reports any more. Whatever they have open of it closes at once.",
  moderator: "They see what is reported, and can hide, warn and suspend.",
  admin: "They can do all that you can, and take your role as well.",
};

/** Gives a member a role, once it was asked whether that is meant. */
export function RolePicker({ handle, role }: { handle: string; role: Role }) {
  const router = useRouter();
  const [chosen, setChosen] = useState<Role | null>(null);
  const setRole = trpc.moderation.setRole.useMutation({
    onError: (error) => void toast.error("The role was not changed", { description: error.message }),
  });
  return (
    <>
      <Select
        className="w-44"
        aria-label={`Role of @${handle}`}
        value={chosen ?? role}
        onChange={(event) => setChosen(roles.parse(event.target.value))}
      >
        {roles.options.map((one) => (
          <option key={one} value={one}>
            {names[one]}
          </option>
        ))}
      </Select>
      <ConfirmDialog
        open={chosen !== null && chosen !== role}
        onOpenChange={(open) => !open && setChosen(null)}
        title={asks[chosen ?? role](handle)}
        description={means[chosen ?? role]}
        confirmLabel={chosen === "member" ? "Take the role" : "Give the role"}
        onConfirm={async () => {
          if (!chosen) return;
          await setRole.mutateAsync({ handle, role: chosen });
          toast.success(
            `@${handle} is ${chosen === "member" ? "a member like others" : names[chosen].toLowerCase()} now`,
          );
          router.refresh();
        }}
      />
    </>
  );
}
