import type { Genre } from "@/modules/story/schema";

type Words = readonly [string, ...string[]];

/** What a story of a genre is furnished with. Places follow “near”, offices and roles an article, weathers a comma. */
export interface World {
  places: Words;
  roles: Words;
  /** With their work: "Ines, who sold the tickets". */
  friends: readonly [readonly [string, string], ...(readonly [string, string])[]];
  offices: Words;
  weathers: Words;
  /** What {thing} may turn out to have been: a whole sentence. */
  truths: Words;
  /** What else stands about, where public stories lend no words. */
  things: Words;
}

export const worlds: Record<Genre, World> = {
  literary: {
    places: ["the canal", "the allotments", "the old bus depot", "the swimming baths"],
    roles: ["piano tuner", "crossing guard", "proofreader", "caretaker"],
    friends: [
      ["Ines", "who sold tickets at the baths"],
      ["Aurel", "who mended clocks and lost time"],
      ["Mrs Adeyemi", "from the flat below"],
    ],
    offices: ["council office", "lost property office", "parish archive"],
    weathers: [
      "it rained in a polite, continuous way",
      "the light stayed late on the walls",
      "the pipes froze and were talked to",
    ],
    truths: [
      "It had been lent, thirty years before, and nobody had known how to ask for it back.",
      "Somebody had wanted it looked after, and had thought of the one person who would not ask why.",
    ],
    things: ["teapot", "umbrella", "ladder", "postcard", "kettle", "lamp", "basket", "radio"],
  },
  speculative: {
    places: ["the relay station", "the seventh ring", "the drowned quarter", "the seed vault"],
    roles: ["signal reader", "tide engineer", "memory clerk", "air gardener"],
    friends: [
      ["Oriel", "who kept the pumps and talked to them"],
      ["Tamsin", "who had been awake for two crossings"],
      ["Unit Nine", "who was not supposed to have opinions"],
    ],
    offices: ["Bureau of Small Anomalies", "maintenance office", "registry of departures"],
    weathers: [
      "the domes ran with somebody else’s rain",
      "both moons were up and neither was on time",
      "the air tasted of copper",
    ],
    truths: [
      "It was a message, and it had been sent by a version of the town that had made one choice differently.",
      "It had been counting, all that time, and it had only wanted somebody there when it was done.",
    ],
    things: ["beacon", "filter", "lantern", "antenna", "compass", "battery", "cable", "terminal"],
  },
  mystery: {
    places: ["the boat house", "the closed arcade", "the county archive", "the night ferry"],
    roles: ["night porter", "retired bailiff", "insurance clerk", "locksmith"],
    friends: [
      ["Halloran", "who had been a constable until it bored him"],
      ["Vera", "who ran the kiosk and missed nothing"],
      ["Mr Pell", "who knew the price of everything in town"],
    ],
    offices: ["coroner’s office", "station desk", "land registry"],
    weathers: [
      "the fog came up to the second floor",
      "it was the kind of cold that makes people hurry",
      "the streetlamps were out again",
    ],
    truths: [
      "It had never been stolen. It had been hidden, and by its owner, which is another thing and takes longer.",
      "Two people had told the truth about it, and each had told a different half.",
    ],
    things: ["key", "ledger", "ticket", "torch", "envelope", "padlock", "photograph", "receipt"],
  },
  historical: {
    places: ["the salt works", "the toll bridge", "the printing house", "the herring market"],
    roles: ["lamplighter", "letter writer", "map engraver", "ferryman"],
    friends: [
      ["Grietje", "who salted fish and could read"],
      ["Brother Anselm", "who kept the accounts of the abbey"],
      ["Josef", "who had walked from the war"],
    ],
    offices: ["harbour master’s office", "guildhall", "office of weights"],
    weathers: [
      "the ice had closed the river for a month",
      "the wind brought smoke from the other bank",
      "the roads were mud to the axle",
    ],
    truths: [
      "It belonged to nobody, and had been passed from hand to hand through three wars because of that.",
      "The date on it was right. It was the calendar that had been changed.",
    ],
    things: ["candle", "barrel", "cart", "psalter", "lantern", "spoon", "bolt of cloth", "almanac"],
  },
  humour: {
    places: ["the bowls club", "the roundabout", "the garden centre", "the community hall"],
    roles: ["minutes secretary", "driving instructor", "wedding photographer", "parking inspector"],
    friends: [
      ["Derek", "who chaired everything that had a chair"],
      ["Auntie Bo", "who had opinions and a van"],
      ["Priscilla", "who did the raffle"],
    ],
    offices: ["sub-committee", "planning office", "helpline"],
    weathers: [
      "the summer fête was moved indoors, and then outdoors again",
      "it hailed, but only on the marquee",
      "everyone had the same cold",
    ],
    truths: [
      "It had been entered in the wrong raffle. There were two raffles. Nobody had told either of them.",
      "It was a sample. There were eleven more on the way.",
    ],
    things: ["trolley", "trophy", "marrow", "whistle", "gazebo", "clipboard", "trifle", "bicycle"],
  },
  fantasy: {
    places: ["the witches’ weir", "the glass orchard", "the last milestone", "the sleeping gate"],
    roles: ["hedge wizard", "gatekeeper", "bell founder", "map maker"],
    friends: [
      ["Thistle", "who was older than the well"],
      ["Oswin", "who could talk to geese and seldom did"],
      ["the Widow Marl", "who sold weather by the yard"],
    ],
    offices: ["Counting House", "court of small oaths", "college of doors"],
    weathers: [
      "the stars came out in the wrong order",
      "the mist asked everyone’s name",
      "the snow fell upward until noon",
    ],
    truths: [
      "It was a promise, and in that country a promise can be picked up, and dropped, and kept in a drawer.",
      "It had been waiting for somebody who would carry it without wanting it.",
    ],
    things: ["bell", "thimble", "broom", "cauldron", "feather", "lantern", "needle", "boot"],
  },
};

type Name = readonly [string, "she" | "he"];
export const names: readonly [Name, ...Name[]] = [
  ["Marta", "she"],
  ["Edmund", "he"],
  ["Leonie", "she"],
  ["Tobias", "he"],
  ["Nora", "she"],
  ["Casimir", "he"],
  ["Hester", "she"],
  ["Joaquin", "he"],
  ["Wilhelmina", "she"],
  ["Anton", "he"],
  ["Salome", "she"],
  ["Fergus", "he"],
];
