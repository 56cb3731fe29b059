import { clsx } from "clsx";
import { createRandom, seedOf } from "./random";

export type AvatarProps = {
  handle: string;
  /** The member's own picture; without one, a drawing made from the handle. */
  src?: string | null;
  /** Left out where the name stands beside it, as it nearly always does: the picture is decoration then. */
  alt?: string;
  size?: "xs" | "sm" | "md" | "lg";
  className?: string;
};

const sizes = { xs: "size-5", sm: "size-8", md: "size-10", lg: "size-20" };

export function Avatar({ handle, src, alt = "", size = "sm", className }: AvatarProps) {
  const box = clsx("inline-block shrink-0 rounded-full object-cover", sizes[size], className);
  if (src) {
    // biome-ignore lint/performance/noImgElement: a member's picture may live on any host and is tiny already
    return <img src={src} alt={alt} loading="lazy" decoding="async" className={box} />;
  }
  return <DrawnAvatar handle={handle} alt={alt} className={box} />;
}

const inks = [
  { ground: "#1f3a52", line: "#41627d", letter: "#f4ebd9" },
  { ground: "#6f2319", line: "#a04a3a", letter: "#f8e9d6" },
  { ground: "#25483a", line: "#4b7360", letter: "#f1ecd8" },
  { ground: "#4a2f57", line: "#735581", letter: "#f5e8dc" },
  { ground: "#7a4c12", line: "#a97a35", letter: "#fdf3de" },
  { ground: "#1d4a50", line: "#437a80", letter: "#f3ede0" },
] as const;

function DrawnAvatar({ handle, alt, className }: { handle: string; alt: string; className: string }) {
  const random = createRandom(seedOf(handle));
  const { ground, line, letter } = random.pick(inks);
  const initial = [...handle.replace(/^[^\p{L}\p{N}]+/u, "")][0] ?? "?";
  const drawing = random.pick([ripples, slant, swell])(random.between(0, 1));
  return (
    <svg viewBox="0 0 40 40" role="img" aria-label={alt || undefined} aria-hidden={alt === ""} className={className}>
      <rect width="40" height="40" fill={ground} />
      <path d={drawing} fill="none" stroke={line} strokeWidth="1.5" />
      <text
        x="20"
        y="27"
        fill={letter}
        fontFamily="var(--font-serif)"
        fontSize="20"
        fontWeight="600"
        textAnchor="middle"
      >
        {initial.toUpperCase()}
      </text>
    </svg>
  );
}

const steps = [0, 1, 2, 3, 4, 5, 6, 7] as const;

/** Rings spreading from a point on the left edge; `turn` in [0, 1) sets the point. */
const ripples = (turn: number) =>
  steps
    .map(
      (step) => `M0 ${Math.round(turn * 40) - 4 - step * 6}a${4 + step * 6} ${4 + step * 6} 0 0 1 0 ${8 + step * 12}`,
    )
    .join("");

const slant = (turn: number) => {
  const lean = Math.round(turn * 40) - 20;
  return steps.map((step) => `M${step * 7 - 5} -1l${lean} 42`).join("");
};

const swell = (turn: number) => {
  const height = Math.round(3 + turn * 4);
  return steps.map((step) => `M-5 ${step * 6 - 1}q7.5 ${-height} 15 0t15 0t15 0t15 0`).join("");
};
