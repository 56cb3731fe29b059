const subjects = [
  "The ferryman",
  "A heron",
  "The innkeeper",
  "Nobody in the village",
  "The bell",
  "An old coat",
  "His sister",
  "The river",
];
const verbs = [
  "waited for",
  "had forgotten",
  "counted",
  "looked at",
  "carried",
  "spoke of",
  "would not cross",
  "remembered",
];
const things = [
  "the rope",
  "the far bank",
  "a lamp",
  "the frost",
  "seven reeds",
  "the market",
  "a story",
  "the ice",
  "the oar",
  "the mill",
];
const when = [
  "at dawn",
  "after supper",
  "in the rain",
  "without a word",
  "for the third time",
  "as before",
  "until noon",
];

/** Plain prose of at least so many words, in which no sentence stands twice (up to some 4,000 words). */
export function prose(words: number): string {
  const sentences: string[] = [];
  for (let n = 0, count = 0; count < words; n++) {
    const of = (list: readonly string[], step: number) => list[Math.floor(n / step) % list.length] ?? "";
    const sentence = `${of(subjects, 1)} ${verbs[(n * 3 + Math.floor(n / 8)) % verbs.length]} ${things[n % things.length]} ${when[n % when.length]}.`;
    sentences.push(sentence);
    count += sentence.split(" ").length;
  }
  return sentences
    .flatMap((sentence, index) => (index > 0 && index % 6 === 0 ? ["\n\n", sentence] : [index ? " " : "", sentence]))
    .join("");
}
