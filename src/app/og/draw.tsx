import { TRPCError } from "@trpc/server";
import { ImageResponse } from "next/og";
import { nothingHere } from "@/app/feeds/answer";
import { seriesOf } from "@/components/cover/series";
import { createRandom } from "@/components/random";
import { drawable, fontFamily, fonts } from "./fonts";

export const pictureSize = { width: 1_200, height: 630 };
const art = { width: 420, height: 630 };

/** What stands for a page where somebody shares its link. */
export interface SharedPicture {
  title: string;
  /** Below it: whose it is, or where it belongs. */
  line: string;
  /** Of the art beside it; the same seed and genre always look the same. */
  seed: number;
  /** Empty for what has none. */
  genre: string;
}

/** The picture of what `find` finds; 404 where it finds nothing, or nothing that everybody may see. */
export async function answerPicture(find: () => Promise<SharedPicture | null>): Promise<Response> {
  const picture = await find().catch((error: unknown) => {
    if (error instanceof TRPCError && (error.code === "NOT_FOUND" || error.code === "BAD_REQUEST")) return null;
    throw error;
  });
  if (!picture) return nothingHere();
  return new ImageResponse(<Card picture={picture} />, {
    ...pictureSize,
    fonts: await fonts(),
    headers: { "cache-control": "public, max-age=3600" },
  });
}

function Card({ picture: { title, line, seed, genre } }: { picture: SharedPicture }) {
  const random = createRandom(seed);
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
          width: pictureSize.width - art.width,
          padding: "64px 72px",
          fontFamily,
        }}
      >
        <div style={{ display: "flex", flexDirection: "column" }}>
          <div style={{ fontSize: shown.length > 45 ? 60 : 78, lineHeight: 1.12, letterSpacing: "-0.02em" }}>
            {shown}
          </div>
          <div style={{ marginTop: 28, fontSize: 34, color: "#5b606b" }}>{drawable(line, 60)}</div>
        </div>
        <div style={{ display: "flex", alignItems: "center", fontSize: 32 }}>
          <div style={{ width: 14, height: 14, marginRight: 16, borderRadius: 7, background: "#bd3118" }} />
          Inkwire
        </div>
      </div>
    </div>
  );
}
