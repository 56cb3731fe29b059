import type { Tone } from "../schema";

type Lines = readonly [string, ...string[]];

/** How a tone comments on what happens, and how it closes. */
export interface Voice {
  asides: Lines;
  closings: Lines;
}

export const voices: Record<Tone, Voice> = {
  quiet: {
    asides: [
      "Outside, nothing in particular went on happening.",
      "{Name} noticed that the clock had stopped, and did not wind it.",
      "There was a silence then of the kind that has furniture in it.",
      "The evening came in by the window and sat down.",
      "{He} thought of {his} mother’s hands, and then of nothing.",
      "A door closed somewhere, softly, the way doors do when they are closed for good reasons.",
      "It was the hour when people put lamps on and do not yet need them.",
      "For a while {he} only listened.",
      "Dust turned in the light, in no hurry at all.",
    ],
    closings: [
      "{Name} still passes that way in the mornings. {He} does not stop. But {he} slows down, as one does near a sleeping child, and anyone who walks beside {him} slows down as well, and has never asked why.",
      "That was all. In the spring {a d1} was found where the {thing} had been, and somebody took it home. {Name} saw the empty place and was surprised to find that it was not empty.",
      "Nobody wrote it down. When {name} tells it, which is seldom, {he} stops just before the end and looks at the window, and those who know {him} look there too, and wait with {him}.",
    ],
  },
  warm: {
    asides: [
      "Somebody had put the kettle on, as somebody always does.",
      "{Friend} laughed, and it was a laugh with room in it for others.",
      "{Name} found that {he} had been given the chair nearest the stove.",
      "There was cake, which nobody had admitted to baking.",
      "It is hard to be afraid of people who save you the crust.",
      "{He} had not been called by {his} first name in a long time, and it suited {him}.",
      "A neighbour’s child had drawn the whole affair, with a sun in it.",
      "Even the cat, who disapproved of guests, stayed.",
      "People are kinder than their doors.",
    ],
    closings: [
      "They kept a chair free at the table that year, and the year after. When new people asked, everyone answered at once and nobody agreed, and {name} passed the bread and let them all be right.",
      "{Name} had come for the {thing}. {He} went home with two jars, a borrowed scarf and somewhere to be on Sunday, and only on the doorstep did {he} see that {he} had left the {thing} behind, and in good hands.",
      "There is a light on in that window now, most evenings. {Name} leaves it on. Somebody once left one on for {him}, and {he} has never found a better way of saying thank you to a person who is not there.",
    ],
  },
  wry: {
    asides: [
      "There was a form for this. There were, in fact, two.",
      "{Name} nodded, in the manner of somebody who has lost track but not confidence.",
      "It was generally agreed to be nobody’s fault, and the list of those to blame was kept short.",
      "{Friend} made a note of it, which was how things got lost.",
      "In hindsight the sandwiches had been a mistake.",
      "A committee would have taken longer, but it would have had biscuits.",
      "{He} had prepared a speech. It was a good speech, and it stayed in {his} pocket.",
      "This was not, strictly speaking, allowed; but it was not, strictly speaking, written down.",
      "Experts were consulted, and went away happy.",
    ],
    closings: [
      "The matter is closed, as far as anyone can tell from the cupboard in which it is kept. {Name} has the key. {He} says that {he} has lost it, and {he} says so with such care that people have stopped looking.",
      "The official account runs to four pages and has a diagram. It leaves out the rain, the soup and everything that happened. {Name} signed it with a clear conscience and a borrowed pen, and has not returned the pen.",
      "A plaque was proposed. After some discussion there was {a d1} instead, which is cheaper and can be sat near. {Name} sits near it most days, and explains to visitors that it has nothing to do with anything.",
    ],
  },
  tense: {
    asides: [
      "The footsteps stopped. They did not go away.",
      "{Name} counted to ten, and then to ten again.",
      "Something in the next room was being moved with great care.",
      "Nobody had lit that lamp.",
      "{He} kept {his} back to the wall and {his} voice down.",
      "There was no time. There had been no time for an hour.",
      "The dog that always barked did not bark.",
      "Whoever it was breathed in, and held it.",
      "The lock had been new last week. It was scratched now.",
    ],
    closings: [
      "Morning came, and with it the ordinary noises. {Name} checked the door, and the window, and the door. Then {he} slept, for the first time in days, with the {thing} where {he} could reach {them}; and in the street below a car that had stood there all week drove off.",
      "It was over. Everyone said so. {Name} said so too, and moved the chair away from the door that night. In the small hours {he} got up, and moved it back.",
      "They never came again. {Name} left the marks on the doorframe as they were, at the height of a hand. {He} passes them every day, and every day puts {his} own hand there, for a moment, to see that it still does not fit.",
    ],
  },
};
