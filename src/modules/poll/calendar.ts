import ical, { ICalCalendarMethod } from "ical-generator";
import type { PollView } from "./schema";

/** A file for calendars with the slots that won, one event each; null while there are none. @param url of the poll. */
export function calendarOf(poll: PollView, url: string): string | null {
  const won = poll.options.filter(({ number }) => poll.winners.includes(number));
  const calendar = ical({
    prodId: { company: "Inkwire", product: "Polls" },
    name: poll.question,
    // Without a method some calendars ask in whose name to invite.
    method: ICalCalendarMethod.PUBLISH,
  });
  for (const { number, startsAt, endsAt } of won) {
    if (!startsAt || !endsAt) continue;
    calendar.createEvent({
      // The same at each download, so that it replaces what was there.
      id: `poll-${poll.slug}-${number}@${new URL(url).hostname}`,
      sequence: poll.results?.version ?? 0,
      start: new Date(startsAt),
      end: new Date(endsAt),
      summary: poll.story ? `${poll.question} (${poll.story.title})` : poll.question,
      description: [poll.description, url].filter(Boolean).join("\n\n"),
      url,
    });
  }
  return calendar.length() > 0 ? calendar.toString() : null;
}
