/**
 * Where a comment stands among those of its story: one segment for each comment above it in its thread, then its own.
 * Sorted as plain text this is the order of reading: the newest thread first, within a thread each answer below what it
 * answers, the oldest first. What begins with a place is what was answered there.
 */
export type Place = string;

/** Hexadecimal digits of a segment: 40 bits, more than there will be comments. */
const segment = 10;
const last = 2 ** 40 - 1;

/** Answers to a comment this deep stand beside it. */
export const deepest = 5;

export const placePattern = /^(?:[0-9a-f]{10}){1,5}$/;

/** 1 for what answers the story itself. */
export const depthOf = (place: Place): number => place.length / segment;

/** The place right above, or null for one that answers the story itself. */
export const aboveOf = (place: Place): Place | null => (depthOf(place) > 1 ? place.slice(0, -segment) : null);

/** All places above, the first of the thread first. */
export const placesAbove = (place: Place): Place[] =>
  Array.from({ length: depthOf(place) - 1 }, (_, depth) => place.slice(0, (depth + 1) * segment));

export const threadOf = (place: Place): Place => place.slice(0, segment);

/** Below which place an answer to `parent` stands; null for one to the story. */
export function answersBelow(parent: Place | null): Place | null {
  if (parent === null) return null;
  return depthOf(parent) < deepest ? parent : aboveOf(parent);
}

/** @param position grows with each comment ever written. */
export function placeFor(parent: Place | null, position: number): Place {
  const above = answersBelow(parent);
  return above === null ? hex(last - position) : above + hex(position);
}

const hex = (value: number) => value.toString(16).padStart(segment, "0");
