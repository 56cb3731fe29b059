/** What the demo members say to each other: below a story, by its title, the oldest first. */
export interface DemoComment {
  by: string;
  /** So many hours after the one before. */
  after: number;
  text: string;
  /** The number of the chapter it is about; an answer is about what it answers. */
  chapter?: number;
  answers?: DemoComment[];
}

export const conversations: Readonly<Record<string, readonly DemoComment[]>> = {
  "Board Time": [
    {
      by: "ines",
      after: 3,
      text: "“So he had moved the sea.” I put the page down and went for a walk after that sentence.",
      answers: [
        { by: "maren", after: 1, text: "Thank you. It was the last sentence I wrote, and I had nearly left it out." },
        {
          by: "wendell",
          after: 2,
          text: "Every harbour has a Dougie Pell. Ours was moved to *dry land* by unanimous vote.",
          answers: [{ by: "maren", after: 1, text: "@wendell and how is he on dry land?" }],
        },
      ],
    },
    {
      by: "tobias",
      after: 6,
      text: "Formerly of the timetable office, I can confirm: we all knew which train was for whom.\n\n> Happy birthday Jean.\n\nThe remarks column is where a timetable keeps its heart.",
    },
  ],
  "Form 11-B (Swans)": [
    {
      by: "ruth",
      after: 2,
      text: "A swan with a parking ticket is funny. A parish clerk who pays it *to be on the safe side* is a whole county.",
      answers: [
        { by: "wendell", after: 5, text: "Mrs Plimm wishes it known that the tea fund has since been reimbursed." },
      ],
    },
    { by: "demo", after: 9, text: "I read this out at work. Parking did not laugh." },
  ],
  "Please Leave the Cottage as You Found It": [
    { by: "priya", after: 4, text: "I have been in that kitchen. I have met that tin opener." },
    {
      by: "demo",
      after: 7,
      text: "How much one learns about Rosalind from what she does not write about Peter.",
      answers: [{ by: "maren", after: 2, text: "That was the plan. I am glad that it reached somebody." }],
    },
  ],
  "The Salt Account": [
    {
      by: "maren",
      after: 5,
      text: "“Taken: a toothache, from the miller. Given: to the dead elm.” I would read forty-one years of this.",
      answers: [{ by: "priya", after: 3, text: "There are four more pages of it in a drawer, and they balance." }],
    },
  ],
  "The Lamplighter’s Ledger": [
    {
      by: "ruth",
      after: 20,
      chapter: 1,
      text: "“Four hundred and eleven lamps. Four hundred and twelve names.” Well, now I cannot go to bed.",
      answers: [{ by: "maren", after: 2, text: "Nor could Ida. It is two in the morning for everyone here." }],
    },
    {
      by: "tobias",
      after: 3,
      chapter: 1,
      text: "Burning one’s sleeve on Gottfried is the best stage direction I know.",
    },
    {
      by: "ines",
      after: 30,
      chapter: 2,
      text: "*The way people do in church when somebody has come in late.* I heard it.",
    },
    {
      by: "wendell",
      after: 9,
      chapter: 3,
      text: "They had not spoken since before she was born, which in Osterhaven means that they had been friends. And in every parish I ever kept minutes for.",
      answers: [
        { by: "priya", after: 1, text: "The other cup gave him away." },
        { by: "maren", after: 4, text: "@priya the cup was there before the chandler was." },
      ],
    },
    { by: "demo", after: 12, text: "I hope that this goes on. The Fund cannot have liked the noise." },
  ],
  "Letters to a Signal Box": [
    {
      by: "tobias",
      after: 8,
      chapter: 1,
      text: "Twelve levers and a chair. Number nine will be the distant, if anybody asks.",
      answers: [{ by: "ines", after: 5, text: "I am asking. Thank you; it is put right." }],
    },
    { by: "maren", after: 26, chapter: 2, text: "I did not expect manners. I should have." },
  ],
  "Exit Interview": [
    { by: "ruth", after: 1, text: "Lift 2 is the colleague I have been trying to be." },
    { by: "priya", after: 8, text: "The ninth floor, of course. It would not say so on the ground." },
  ],
  "Her Mark": [
    { by: "tobias", after: 6, text: "I guessed why at the second cross, and was wrong, and was happy about it." },
  ],
};
