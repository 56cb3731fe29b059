/** What the demo members say to each other: below a story, by its title, the oldest first. */
export interface DemoComment {
  by: string;
  /** So many hours after the one before. */
  after: number;
  text: string;
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
  "Exit Interview": [
    { by: "ruth", after: 1, text: "Lift 2 is the colleague I have been trying to be." },
    { by: "priya", after: 8, text: "The ninth floor, of course. It would not say so on the ground." },
  ],
  "Her Mark": [
    { by: "tobias", after: 6, text: "I guessed why at the second cross, and was wrong, and was happy about it." },
  ],
};
