"use client";

import { Bookmark, Ellipsis, EyeOff, Hash, VolumeX } from "lucide-react";
import { IconButton } from "@/components/icon-button";
import { Menu, MenuItem, MenuSeparator } from "@/components/menu";
import type { StoryCard } from "@/modules/story/schema";
import type { Unwanted } from "@/modules/unwanted/schema";

/** What a member can do with a story in the feed. */
export interface CardDeeds {
  save: (story: StoryCard) => void;
  mute: (story: StoryCard) => void;
  hide: (story: StoryCard, what: Unwanted) => void;
}

interface CardMenuProps {
  story: StoryCard;
  /** The tag that the feed is filtered by: whoever asks for it does not want it hidden. */
  askedTag: string | undefined;
  deeds: CardDeeds;
}

export function CardMenu({ story, askedTag, deeds }: CardMenuProps) {
  const tags = story.tags.filter((tag) => tag !== askedTag);
  return (
    <Menu
      trigger={
        <IconButton
          label={`More about ${story.title}`}
          size="sm"
          data-testid="card-menu"
          className="relative z-1 text-ink-muted"
        >
          <Ellipsis aria-hidden="true" />
        </IconButton>
      }
    >
      <MenuItem onSelect={() => deeds.save(story)}>
        <Bookmark aria-hidden="true" />
        Save for later
      </MenuItem>
      <MenuItem onSelect={() => deeds.mute(story)}>
        <VolumeX aria-hidden="true" />
        Mute {story.author.name}
      </MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => deeds.hide(story, { kind: "story", storyId: story.id })}>
        <EyeOff aria-hidden="true" />
        Not interested
      </MenuItem>
      {tags.map((tag) => (
        <MenuItem key={tag} onSelect={() => deeds.hide(story, { kind: "tag", tag })}>
          <Hash aria-hidden="true" />
          Hide #{tag}
        </MenuItem>
      ))}
    </Menu>
  );
}
