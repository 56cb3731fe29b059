import { ChoiceGroup } from "@/components/choice-group";
import { Tick } from "@/components/tick";

interface PageChoiceProps {
  /** Those that it may be about. */
  pages: readonly string[];
  /** The one that it is about; null for none. */
  page: string | null;
  onChange: (page: string | null) => void;
}

export function PageChoice({ pages, page, onChange }: PageChoiceProps) {
  const [only, ...others] = pages;
  if (only === undefined) return null;
  if (others.length === 0) {
    return (
      <Tick checked={page === only} onChange={(chosen) => onChange(chosen ? only : null)}>
        <span className="wrap-anywhere min-w-0">
          It is about the page <code className="font-mono text-sm">{only}</code>
        </span>
      </Tick>
    );
  }
  return (
    <ChoiceGroup
      legend="Which page is it about?"
      columns={1}
      choices={{
        ...Object.fromEntries(pages.map((path) => [path, { name: path }])),
        "": { name: "No page in particular" },
      }}
      value={page ?? ""}
      onChange={(path) => onChange(path || null)}
    />
  );
}
