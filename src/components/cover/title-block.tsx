import { type Layout, page } from "./layout";
import type { Palette } from "./series";
import type { Lettering } from "./title-lines";

type TitleBlockProps = { layout: Layout; lettering: Lettering; author: string; palette: Palette };

const maxAuthorLength = 30;

/** What makes a series of them: the author in small letterspaced capitals, the title, the wire. */
export function TitleBlock({ layout, lettering, author, palette }: TitleBlockProps) {
  const name = author.length > maxAuthorLength ? `${author.slice(0, maxAuthorLength - 1).trimEnd()}…` : author;
  return (
    <g fill={palette.text}>
      <text
        x={page.margin}
        y={layout.author}
        fontFamily="var(--font-sans)"
        fontSize={name.length > 20 ? 8.5 : 10}
        fontWeight="600"
        letterSpacing="0.1em"
      >
        {name.toUpperCase()}
      </text>
      <path d={`M0 ${layout.wire}H${page.width}`} stroke={palette.text} />
      <circle cx={page.margin + 3.5} cy={layout.wire} r="3.5" />
      <text
        fontFamily={`var(--font-${lettering.face})`}
        fontSize={layout.title.size}
        fontWeight={lettering.weight}
        fontStyle={lettering.italic ? "italic" : undefined}
        letterSpacing={lettering.capitals ? "0.03em" : "-0.015em"}
      >
        {layout.title.lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the lines of a title have no other identity
          <tspan key={index} x={page.margin} y={Math.round(layout.firstLine + index * layout.lineHeight)}>
            {line}
          </tspan>
        ))}
      </text>
    </g>
  );
}
