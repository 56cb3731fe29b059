import { Tick } from "@/components/tick";

interface PageChoiceProps {
  /** Those that it may be about. */
  pages: readonly string[];
  /** The one that it is about; null for none. */
  page: string | null;
  onChange: (page: string | null) => void;
}

export function PageChoice({ pages, page, onChange }: PageChoiceProps) {
  if (pages.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      {pages.map((path) => (
        <Tick key={path} checked={page === path} onChange={(chosen) => onChange(chosen ? path : null)}>
          <span className="wrap-anywhere min-w-0">
            It is about the page <code className="font-mono text-sm">{path}</code>
          </span>
        </Tick>
      ))}
    </div>
  );
}
