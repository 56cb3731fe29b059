import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import { memo } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { parts } from "@/modules/story/ui/markdown";
import { parseComment } from "../markdown";

/** The text of a comment, safe whatever it holds. */
const CommentText = memo(function CommentText({ id, text }: { id: string; text: string }) {
  return (
    <div
      dir="auto"
      data-paragraphs="spaced"
      className="prose-story [--prose-font:var(--font-sans)] [--prose-leading:1.55] [--prose-size:1rem]"
    >
      {toJsxRuntime(parseComment(text, id), { Fragment, jsx, jsxs, components: parts })}
    </div>
  );
});
export default CommentText;
