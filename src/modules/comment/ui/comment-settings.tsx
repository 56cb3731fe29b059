"use client";

import { Settings2 } from "lucide-react";
import { useState } from "react";
import { toast } from "sonner";
import { Button } from "@/components/button";
import { Menu, MenuItem, MenuLabel, MenuRadioGroup, MenuRadioItem, MenuSeparator } from "@/components/menu";
import { trpc } from "@/trpc/react";
import { commenting, type CommentSettings as Settings } from "../schema";

const whoMay = { members: "All members", followers: "Those who follow you", none: "Nobody" };

interface CommentSettingsProps {
  storyId: string;
  initial: Settings;
  onChange: (settings: Settings) => void;
}

/** For the author: who may comment on this story, and whether comments wait for approval. */
export function CommentSettings({ storyId, initial, onChange }: CommentSettingsProps) {
  const [settings, setSettings] = useState(initial);
  const { mutate, isPending } = trpc.comment.setSettings.useMutation({
    onSuccess(after) {
      setSettings(after);
      onChange(after);
    },
    onError: () => void toast.error("The settings have not changed. Try again in a moment."),
  });
  return (
    <Menu
      trigger={
        <Button variant="quiet" size="sm" disabled={isPending}>
          <Settings2 aria-hidden="true" />
          Who may comment
        </Button>
      }
    >
      <MenuLabel>Who may comment</MenuLabel>
      <MenuRadioGroup
        value={settings.commenting}
        onValueChange={(value) => mutate({ storyId, commenting: commenting.parse(value) })}
      >
        {commenting.options.map((option) => (
          <MenuRadioItem key={option} value={option}>
            {whoMay[option]}
          </MenuRadioItem>
        ))}
      </MenuRadioGroup>
      <MenuSeparator />
      <MenuItem onSelect={() => mutate({ storyId, moderated: !settings.moderated })}>
        {settings.moderated ? "Show new comments at once" : "Hold new comments until I approve them"}
      </MenuItem>
    </Menu>
  );
}
