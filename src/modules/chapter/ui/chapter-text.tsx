import type { ReaderSettings } from "@/modules/reading/schema";
import { parseStory } from "@/modules/story/markdown";
import { storyElements } from "@/modules/story/ui/markdown";
import { parseStoryOnce } from "@/modules/story/ui/parse-cache";
import { type ChapterText as Chapter, noteLabels } from "../schema";
import { LiveText } from "./live-text";

export interface ChapterTextProps {
  chapter: Chapter;
  language: string;
  settings: ReaderSettings;
}

/** The text of a chapter between its author's notes. `data-chapter` is where reading places are counted from. */
export function ChapterText({ chapter, language, settings }: ChapterTextProps) {
  const { id, version, body, notesBefore, notesAfter } = chapter;
  return (
    <>
      <Notes id={`${id}-before`} label={noteLabels.before} text={notesBefore} />
      <LiveText chapterId={id} version={version} language={language} settings={settings}>
        {storyElements(parseStoryOnce(`${id} ${version}`, body))}
      </LiveText>
      <Notes id={`${id}-after`} label={noteLabels.after} text={notesAfter} />
    </>
  );
}

function Notes({ id, label, text }: { id: string; label: string; text: string }) {
  if (!text.trim()) return null;
  return (
    <aside aria-label={label} className="mx-auto my-10 max-w-[41rem] border-rule-strong border-s-2 ps-5">
      <p className="label-caps mb-2 text-ink-muted">{label}</p>
      <div className="prose-story [--prose-font:var(--font-sans)] [--prose-leading:1.55] [--prose-size:1rem]">
        {storyElements(parseStory(text, id))}
      </div>
    </aside>
  );
}
