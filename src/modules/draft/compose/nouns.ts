import { keywordsOf, wordsIn } from "../measure";

/** What an idea is about, as far as its little words give it away: who, where, and which things. */
export interface Cast {
  roles: string[];
  places: string[];
  things: string[];
}

const determiner = /^(?:the|an?|my|his|her|our|their|your|this|that|one|every|each|some|no)$/;
const boundary = new Set(
  (
    "the a an my his her our their your this that one two three four five every each some no of in on at by to for from with " +
    "without into under over after before between who which that what where when while and or but as is are was were has " +
    "have had does did do not must may can could will would it he she they we i you so because until nobody " +
    "somebody anybody everybody everyone anyone someone nothing something everything"
  ).split(" "),
);
const personWords = new Set(
  (
    "girl boy woman man mother father sister brother child widow witch queen king prince princess teacher nurse friend ghost " +
    "aunt uncle grandmother grandfather daughter son clerk cook monk nun judge guard bride groom twin soldier thief spy maid " +
    "pilot smith priest doctor student cousin neighbour neighbor stranger chef captain detective astronaut wizard"
  ).split(" "),
);
const thingsLikePersons = new Set(
  (
    "letter water paper river winter summer tower number corner order powder supper dinner weather sister matter drawer mirror " +
    "door floor colour color harbour harbor flower hammer ladder silver ledger finger feather thunder timber lighter computer " +
    "printer poster counter folder cellar altar pillar collar sugar chair star car ear year error motor armour list fist mist " +
    "fever river answer remainder border offer chapter theatre letter-opener power tear pepper cover"
  ).split(" "),
);
const placeWords = new Set(
  (
    "sea ocean river town city village house school island world ship forest mountain hill valley garden street road church " +
    "castle harbour harbor station library museum market hospital hotel farm field lake beach coast border bridge tower " +
    "train ferry tram bus lighthouse bakery mill mine palace desert moon sky space planet country kingdom abbey theatre university office shop"
  ).split(" "),
);
const verbLike = /(?:ed|ing|ly)$/;

const isPerson = (noun: string) =>
  personWords.has(noun) || (/(?:er|or|ist|ian|man|woman|ess)$/.test(noun) && !thingsLikePersons.has(noun));
const isPlace = (noun: string) => placeWords.has(noun) || /(?:ery|house|yard|shop|room|field|ville|town)$/.test(noun);

/** Reads the phrases after “a”, “the”, “her” and the like. */
export function castOf(idea: string): Cast {
  const cast: Cast = { roles: [], places: [], things: [] };
  for (const clause of idea.toLowerCase().split(/[.,;:!?()“”"—–]+/)) {
    const words = wordsIn(clause);
    words.forEach((word, index) => {
      if (!determiner.test(word)) return;
      const phrase = phraseFrom(words.slice(index + 1));
      const noun = phrase.at(-1);
      if (!noun || noun.length < 3) return;
      const list = isPerson(noun) ? cast.roles : isPlace(noun) ? cast.places : cast.things;
      const text = phrase.join(" ");
      if (!list.includes(text)) list.push(text);
    });
  }
  return cast;
}

/** The words of a phrase up to its noun: at most three, and none that looks like a verb once there is a noun. */
function phraseFrom(words: string[]): string[] {
  const phrase: string[] = [];
  for (const raw of words.slice(0, 3)) {
    const word = raw.replace(/[’']s$/, "");
    const done =
      boundary.has(word) || phrase.includes(word) || (phrase.length > 0 && (word.endsWith("s") || verbLike.test(word)));
    if (done || !/^\p{L}+(?:-\p{L}+)*$/u.test(word)) break;
    phrase.push(word);
    if (raw !== word)
      phrase.length = 0; // whose it is, is not what it is
    else if (isPerson(word) || isPlace(word))
      if (!isPlace(word) || !words[phrase.length]?.match(/(?:er|or|ist|man)$/)) break;
  }
  return phrase.filter((word, index) => index < phrase.length - 1 || !verbLike.test(word));
}

const vague = new Set(
  (
    "way time end day moment thing bit lot kind sort hour minute week month year night morning evening afternoon side part " +
    "place man woman person name word matter case fact sense reason half third pair couple number while rest middle front " +
    "back top bottom kind form point line good great small large long little certain few quarter mistake question answer " +
    "second first last dead death body knife blood gun child girl boy son daughter wife husband mother father sister brother wall door post gate lane corner " +
    "hall headland forge chapel ninth round size wind snow fool piece left board beat claim column fish foot heat cold light seat " +
    "ballast coal gas smoke rain sand dust stage trip walk step news"
  ).split(" "),
);

/**
 * Nouns of things that stories speak of, found by their company: after “a”, and before what ends a phrase. The most frequent
 * first, and only what is said twice at least.
 */
export function nounsOf(texts: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const text of texts) {
    for (const [, noun = ""] of text.matchAll(
      /\b(?:[Aa]n?|[Tt]he)\s+(\p{Ll}{4,11})(?=[.,;:?]|\s(?:of|in|on|at|was|is|and|with|from|under|by|for|that|which)\b)/gu,
    )) {
      if (vague.has(noun) || noun.endsWith("s") || /(?:ing|ness|ion|ment|ity|ly|ed|est|ance|ence|hood|one)$/.test(noun))
        continue;
      if (isPerson(noun) || isPlace(noun)) continue;
      counts.set(noun, (counts.get(noun) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count > 1)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([noun]) => noun);
}

/** What stands for the thing of a story whose idea names none: its longest word that is no person and no place. */
export const anyThing = (idea: string): string | undefined =>
  keywordsOf(idea)
    .map(({ word }) => word)
    .filter((word) => word.length > 3 && !isPerson(word) && !isPlace(word) && !verbLike.test(word))
    .sort((a, b) => b.length - a.length)[0];
