import type { RoomMessage, Roster } from "../schema";

/** A room after a message; those that are not about who is there leave it as it is. */
export function heardIn(known: Roster | null, message: RoomMessage | object): Roster | null {
  if (!("type" in message)) return known;
  switch (message.type) {
    case "sync": {
      const { people, others, guests } = message;
      return { people, others, guests };
    }
    case "join": {
      const { person } = message;
      if (!known) return known;
      // Who goes to another chapter stays in their place.
      const there = known.people.some(({ id }) => id === person.id);
      const people = there
        ? known.people.map((one) => (one.id === person.id ? person : one))
        : [...known.people, person];
      return { ...known, people };
    }
    case "leave":
      return known && { ...known, people: known.people.filter(({ id }) => id !== message.id) };
    default:
      return known;
  }
}
