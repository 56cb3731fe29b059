import { ReportButton } from "@/modules/moderation/ui/report-button";
import { FocusButton } from "@/modules/reading/ui/focus-mode";
import { MarkButton } from "@/modules/reading/ui/mark-button";
import { SaveButton } from "@/modules/reading/ui/save-button";
import { SettingsPopover } from "@/modules/reading/ui/settings-popover";
import { ListButton } from "@/modules/reading-list/ui/list-button";
import { DownloadButton } from "@/modules/transfer/ui/download-button";
import { loadReading, loadSettings } from "./load-reading";

interface ReaderToolsProps {
  story: { id: string; title: string; author: { id: string } };
  /** The address of the page, to come back to. */
  path: string;
  /** Whether the story is offered as a file here. */
  download?: boolean;
  /** Whether there is text on the page. */
  text?: boolean;
  /** The chapters on the page; marked as read together. */
  chapterIds: readonly string[];
  /** The page is that of one chapter. */
  chapterPage?: boolean;
}

/** How the text is set, and what becomes of it for this reader. */
export async function ReaderTools(props: ReaderToolsProps) {
  const { story, path, download = false, text = true, chapterIds, chapterPage = false } = props;
  const [settings, { memberId, places, saved }] = await Promise.all([loadSettings(), loadReading(story.id)]);
  const read = chapterIds.every((id) => places.some(({ chapterId, finished }) => finished && chapterId === id));
  const [only] = chapterIds;
  return (
    <div className="-ms-3 flex flex-wrap items-center">
      {text && <SettingsPopover initial={settings} signedIn={memberId !== null} />}
      {text && <FocusButton />}
      <SaveButton key={`${story.id} ${saved}`} storyId={story.id} saved={saved} path={path} />
      {memberId && <ListButton storyId={story.id} />}
      {download && (
        <DownloadButton story={{ id: story.id, title: story.title }} signedIn={memberId !== null} path={path} />
      )}
      {memberId && chapterIds.length > 0 && (
        <MarkButton storyId={story.id} chapterId={chapterIds.length === 1 ? (only ?? null) : null} read={read} />
      )}
      {memberId && memberId !== story.author.id && (
        <ReportButton kind={chapterPage ? "chapter" : "story"} id={chapterPage && only ? only : story.id} />
      )}
    </div>
  );
}
