"use client";

import type { ReactNode } from "react";
import type { ReaderSettings } from "@/modules/reading/schema";
import { settingsProps } from "@/modules/reading/ui/settings-style";
import { useNewerTexts } from "./newer-texts";

export interface LiveTextProps {
  chapterId: string;
  version: number;
  language: string;
  settings: ReaderSettings;
  /** The text as the server rendered it. */
  children: ReactNode;
}

/** The text of a chapter, or the newer one that the reader asked for; nothing around it moves for that. */
export function LiveText({ chapterId, version, language, settings, children }: LiveTextProps) {
  const newer = useNewerTexts().get(chapterId);
  const shown = newer && newer.version > version ? newer : null;
  return (
    <div
      id={`text-${chapterId}`}
      data-chapter={chapterId}
      data-version={shown?.version ?? version}
      lang={language}
      dir="auto"
      className="prose-story mx-auto"
      {...settingsProps(settings)}
    >
      {shown ? shown.element : children}
    </div>
  );
}
