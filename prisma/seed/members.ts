export const demoPassword = "tell-me-a-story";

/** The one to sign in as. */
export const demoMember = {
  handle: "demo",
  name: "Robin Demo",
  email: "demo@inkwire.example",
  bio: "Tries everything once. The account to look around with.",
};

/** Who looks after the demo: an administrator, and a moderator. */
export const demoStaff = [
  {
    handle: "keeper",
    name: "Noor Halvorsen",
    email: "keeper@inkwire.example",
    bio: "Keeps the lights on.",
    role: "admin" as const,
  },
  {
    handle: "hana",
    name: "Hana Brandt-Osei",
    email: "hana@inkwire.example",
    bio: "Reads what is reported, with tea.",
    role: "moderator" as const,
  },
];

export const demoAuthors = [
  {
    handle: "maren",
    name: "Maren Okafor-Lindqvist",
    email: "maren@inkwire.example",
    bio: "Writes about harbours, inventories, and what people leave in drawers.",
  },
  {
    handle: "tobias",
    name: "Tobias Quill-Herrera",
    email: "tobias@inkwire.example",
    bio: "Ordinary jobs, strange worlds. Formerly of the timetable office.",
  },
  {
    handle: "ines",
    name: "Inês Valadares",
    email: "ines@inkwire.example",
    bio: "Small crimes, exactly measured.",
  },
  {
    handle: "wendell",
    name: "Wendell Achterberg",
    email: "wendell@inkwire.example",
    bio: "Village correspondent. No swan was harmed.",
  },
  {
    handle: "priya",
    name: "Priya Raghunathan-Moss",
    email: "priya@inkwire.example",
    bio: "Magic, seen from the kitchen door.",
  },
  {
    handle: "ruth",
    name: "Ruth Castellane",
    email: "ruth@inkwire.example",
    bio: "History in small rooms.",
  },
];
