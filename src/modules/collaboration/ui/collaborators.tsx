"use client";

import { type FormEvent, useState } from "react";
import { Avatar } from "@/components/avatar";
import { Button } from "@/components/button";
import { Select } from "@/components/select";
import { TextInput } from "@/components/text-input";
import { type AppClientError, reasonOf, trpc } from "@/trpc/react";
import { type CollaboratorRole, collaboratorRole } from "../schema";
import { roleNames } from "./role-names";

/** Who works on a story with its author, who alone invites and removes. */
export function Collaborators({ storyId, owner }: { storyId: string; owner: boolean }) {
  const input = { storyId };
  const { data = [] } = trpc.collaboration.list.useQuery(input);
  const utils = trpc.useUtils();
  const [handle, setHandle] = useState("");
  const [role, setRole] = useState<CollaboratorRole>("editor");
  const after = { onSettled: () => utils.collaboration.list.invalidate(input) };
  const invite = trpc.collaboration.invite.useMutation({ ...after, onSuccess: () => setHandle("") });
  const remove = trpc.collaboration.remove.useMutation(after);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (handle.trim()) invite.mutate({ storyId, handle: handle.trim().replace(/^@/, ""), role });
  };
  return (
    <section aria-labelledby="collaborators-heading">
      <h2 id="collaborators-heading" className="label-caps mb-4 text-ink-muted">
        Co-authors
      </h2>
      {data.length > 0 && (
        <ul className="mb-4">
          {data.map(({ member, role, accepted }) => (
            <li key={member.id} className="flex items-center gap-3 border-rule border-t py-2">
              <Avatar handle={member.handle} src={member.image} />
              <div className="min-w-0 flex-1">
                <span className="block truncate font-medium">{member.name}</span>
                <span className="text-ink-muted text-sm">
                  {roleNames[role].name}
                  {!accepted && ", invited"}
                </span>
              </div>
              {owner && (
                <Button
                  size="sm"
                  variant="quiet"
                  aria-label={`Remove ${member.name}`}
                  onClick={() => remove.mutate({ storyId, handle: member.handle })}
                >
                  Remove
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {owner && (
        <form onSubmit={send} className="flex flex-col gap-2">
          <TextInput
            aria-label="Handle of whom you invite"
            placeholder="@handle"
            value={handle}
            autoComplete="off"
            onChange={(event) => setHandle(event.target.value)}
          />
          <div className="flex gap-2">
            <Select
              aria-label="As what"
              value={role}
              onChange={(event) => setRole(collaboratorRole.parse(event.target.value))}
            >
              {collaboratorRole.options.map((one) => (
                <option key={one} value={one}>
                  {roleNames[one].name}
                </option>
              ))}
            </Select>
            <Button type="submit" loading={invite.isPending}>
              Invite
            </Button>
          </div>
          <p role="status" className="text-sm">
            {invite.isError && <span className="text-danger">{said(invite.error)}</span>}
            {invite.isSuccess && <span className="text-ink-muted">Invited. They find it in their bell.</span>}
          </p>
        </form>
      )}
    </section>
  );
}

const said = (error: unknown): string =>
  reasonOf(error) ? (error as AppClientError).message : "That did not reach the server. Try again in a moment.";
