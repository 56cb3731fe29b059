import { blinds } from "./blinds";
import { botanicals } from "./botanicals";
import { engravings } from "./engravings";
import { orbits } from "./orbits";
import type { Artist, Ink } from "./shape";
import { tides } from "./tides";
import type { Lettering } from "./title-lines";
import { tumbles } from "./tumbles";
import { wires } from "./wires";

export type Palette = Record<Ink | "text", string>;

/** What the covers of one genre have in common. */
export type Series = {
  artist: Artist;
  lettering: Lettering;
  palettes: readonly [Palette, ...Palette[]];
};

const palette = (ground: string, text: string, first: string, second: string, third: string): Palette => ({
  ground,
  text,
  first,
  second,
  third,
});

const roman: Lettering = { face: "serif", weight: 600, italic: false, capitals: false };

const literary: Series = {
  artist: tides,
  lettering: roman,
  palettes: [
    palette("#efe6d2", "#17324a", "#17324a", "#c8492e", "#7fa3a0"),
    palette("#1d3a4f", "#f3ead6", "#f3ead6", "#e58a5f", "#5f8a93"),
    palette("#d9a441", "#1f2430", "#1f2430", "#f4ead2", "#a3531f"),
    palette("#c9d3cb", "#23352f", "#23352f", "#b5432b", "#f2ede0"),
  ],
};

const speculative: Series = {
  artist: orbits,
  lettering: { face: "sans", weight: 700, italic: false, capitals: true },
  palettes: [
    palette("#171b33", "#f1e9da", "#f1e9da", "#ff7a4d", "#6f86e0"),
    palette("#f0e4cf", "#241a3a", "#241a3a", "#e0482e", "#3d7f8c"),
    palette("#215358", "#f6ecd8", "#f6ecd8", "#f2b441", "#7fb8ac"),
    palette("#b8402a", "#fff4e3", "#fff4e3", "#f5c04f", "#2b1a2e"),
  ],
};

const mystery: Series = {
  artist: blinds,
  lettering: { face: "sans", weight: 800, italic: false, capitals: false },
  palettes: [
    palette("#f0c435", "#16181d", "#16181d", "#b3261e", "#fff3c9"),
    palette("#1b1d25", "#f4ecdc", "#e9b93a", "#d0442f", "#f4ecdc"),
    palette("#1f4d3d", "#f3ecd9", "#f3ecd9", "#e2a23a", "#0f2a21"),
    palette("#e7dfcd", "#1c1c22", "#1c1c22", "#c22f24", "#8f8a7d"),
  ],
};

const historical: Series = {
  artist: engravings,
  lettering: { face: "serif", weight: 600, italic: false, capitals: true },
  palettes: [
    palette("#e9dcc0", "#3a2416", "#3a2416", "#9c3a22", "#b79b6a"),
    palette("#6b1f1f", "#f3e3c3", "#f3e3c3", "#d9a24a", "#a8564a"),
    palette("#2f3e2c", "#efe5c8", "#efe5c8", "#c9803a", "#7d8a5f"),
    palette("#cfc6b0", "#23303f", "#23303f", "#a3402c", "#8a94a0"),
  ],
};

const humour: Series = {
  artist: tumbles,
  lettering: { face: "sans", weight: 800, italic: false, capitals: false },
  palettes: [
    palette("#f4b8a2", "#2a1a2a", "#c9371f", "#1f5f8b", "#fff1dc"),
    palette("#ffdf8c", "#24222e", "#e2523a", "#2f7f78", "#24222e"),
    palette("#bfe0d6", "#1b2f38", "#e9623a", "#1b2f38", "#f7d154"),
    palette("#27406b", "#fff0d8", "#ff8e5e", "#f7cf57", "#8fc7c0"),
  ],
};

const fantasy: Series = {
  artist: botanicals,
  lettering: { face: "serif", weight: 600, italic: true, capitals: false },
  palettes: [
    palette("#1e3a34", "#f3e8cb", "#c9d6a3", "#e3a857", "#7fa37a"),
    palette("#f1e6cf", "#2d2a4a", "#3f6b4f", "#b8452f", "#8aa06a"),
    palette("#3a2350", "#f4e6d2", "#d9b8e0", "#f0b357", "#8a6aa8"),
    palette("#c7d2b0", "#213022", "#2c5a43", "#a83f2b", "#6f8f5a"),
  ],
};

const other: Series = {
  artist: wires,
  lettering: roman,
  palettes: [
    palette("#e4ded0", "#1b2333", "#1b2333", "#bd3118", "#8b8475"),
    palette("#1b2333", "#f3ecdd", "#f3ecdd", "#ff7d5f", "#6d7787"),
  ],
};

const byGenre = new Map<string, Series>(
  Object.entries({ literary, speculative, mystery, historical, humour, fantasy }),
);

export const seriesOf = (genre: string): Series => byGenre.get(genre) ?? other;
