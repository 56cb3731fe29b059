import { mark } from "../load/mark";
import { nowMicros } from "../measure/clock";

/**
 * The event that all servers of the fan-out send: a story's card cut down to what decides who sees it, 200 bytes as JSON.
 */
export interface BenchEvent {
  id: string;
  /** Carries the mark by which readers recognise the event. */
  title: string;
  author: { id: string; handle: string };
  genre: string;
  tags: string[];
  visibility: "public";
  publishedAt: string;
}

export interface Made {
  /** When it was made, in microseconds of the shared clock; also what its mark says. */
  key: number;
  event: BenchEvent;
}

export function makeEvent(): Made {
  const key = nowMicros();
  return {
    key,
    event: {
      id: "0199a1f2-7c11-7d3a-9b52-6f1f0c2d4e88",
      title: mark(key),
      author: { id: "m_4f6d2a", handle: "ada" },
      genre: "mystery",
      tags: ["harbour"],
      visibility: "public",
      publishedAt: "2026-11-21T04:00:00.000Z",
    },
  };
}
