import { TRPCError } from "@trpc/server";
import { ImageResponse } from "next/og";
import { nothingHere } from "@/app/feeds/answer";
import { seriesOf } from "@/components/cover/series";
import { createRandom } from "@/components/random";
import type { StoryView } from "@/modules/story/schema";
import { guestCaller } from "@/trpc/server";
import { drawable, fontFamily, fonts } from "../../fonts";

const size = { width: 1_200, height: 630 };
const art = { width: 420, height: 630 };

/** The picture that stands for a story where somebody shares its link; of those alone that everybody may see. */
export async function GET(_: Request, { params }: { params: Promise<{ slug: string }> }): Promise<Response> {
  const story = await openStory((await params).slug);
  if (!story) return nothingHere();
  return new ImageResponse(<Card story={story} />, {
    ...size,
    fonts: await fonts(),
    headers: { "cache-control": "public, max-age=3600" },
  });
}

async function openStory(slug: string): Promise<StoryView | null> {
  try {
    const story = await guestCaller().story.bySlug({ slug });
    return story.visibility === "public" ? story : null;
  } catch (error) {
    if (error instanceof TRPCError && error.code === "NOT_FOUND") return null;
    throw error;
  }
}

function Card({ story: { title, author, coverSeed, genre } }: { story: StoryView }) {
  const random = createRandom(coverSeed);
  const series = seriesOf(genre);
  const palette = random.pick(series.palettes);
  const shapes = series.artist(art, random);
  const shown = drawable(title, 90);
  return (
    <div style={{ display: "flex", width: "100%", height: "100%", background: "#f7f3ea", color: "#1b2333" }}>
      <svg width={art.width} height={art.height} viewBox={`0 0 ${art.width} ${art.height}`} aria-hidden="true">
        <rect width={art.width} height={art.height} fill={palette.ground} />
        {shapes.map(({ d, ink, width }) =>
          width ? (
            <path key={`${ink}${d}`} d={d} fill="none" stroke={palette[ink]} strokeWidth={width} />
          ) : (
            <path key={`${ink}${d}`} d={d} fill={palette[ink]} />
          ),
        )}
      </svg>
      <div
        style={{
          display: "flex",
          flexDirection: "column",
          justifyContent: "space-between",
          width: size.width - art.width,
          padding: "64px 72px",
          fontFamily,
        }}
      >
        <div style={{ display: "flex", flexDirection: "column" }}>
          <div style={{ fontSize: shown.length > 45 ? 60 : 78, lineHeight: 1.12, letterSpacing: "-0.02em" }}>
            {shown}
          </div>
          <div style={{ marginTop: 28, fontSize: 34, color: "#5b606b" }}>{drawable(author.name, 40)}</div>
        </div>
        <div style={{ display: "flex", alignItems: "center", fontSize: 32 }}>
          <div style={{ width: 14, height: 14, marginRight: 16, borderRadius: 7, background: "#bd3118" }} />
          Inkwire
        </div>
      </div>
    </div>
  );
}
