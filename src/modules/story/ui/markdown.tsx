import type { Root } from "hast";
import { toJsxRuntime } from "hast-util-to-jsx-runtime";
import type { ComponentProps } from "react";
import { Fragment, jsx, jsxs } from "react/jsx-runtime";
import { parseStory } from "@/modules/story/markdown";

/** The text of a story, safe whatever it holds. Put it into `.prose-story`. */
export const Markdown = ({ text }: { text: string }) => storyElements(parseStory(text));

/** A parsed text as elements. */
export const storyElements = (tree: Root) => toJsxRuntime(tree, { Fragment, jsx, jsxs, components: parts });

/** Wide tables scroll by themselves, by keyboard too. */
function Table(props: ComponentProps<"table">) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must take the focus to be scrolled by keyboard
    <section className="table-scroll" aria-label="Table" tabIndex={0}>
      <table {...props} />
    </section>
  );
}

/** A task's box is a mark in the text; as a control it would promise to do something. */
function TaskMark({ checked }: ComponentProps<"input">) {
  return checked ? "☑" : "☐";
}

/** What stands for elements that need more than their tag. */
export const parts = { table: Table, input: TaskMark };
