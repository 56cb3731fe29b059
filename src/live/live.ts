import type { AnyEphemeralEvent, AnyLiveEvent, KeyOf, PayloadOf } from "./catalogue";
import { writePulse } from "./log";
import { accessSlot, busSlot, hubSlot } from "./process";
import { LiveStream, type StreamOptions } from "./stream";

/** The live engine as modules use it, beside `announce`. */
export const live = {
  /**
   * The events of one topic for one reader, to be returned by a subscription's resolver once it has authorised.
   * @param events one event, or several that share a topic; a reader of several tells them apart by their payloads.
   * @param key what the topic's name is made of.
   */
  stream<const Events extends readonly [AnyLiveEvent, ...AnyLiveEvent[]], Opening = never, Own = never>(
    events: Events,
    key: KeyOf<Events[0]>,
    options: StreamOptions<PayloadOf<Events[number]>, Opening, Own>,
  ): LiveStream<PayloadOf<Events[number]> | Opening | Own> {
    const topic = events[0].topic(key as never);
    return new LiveStream(hubSlot.get(), accessSlot.get(), topic, events, options);
  },

  /**
   * Tells whoever listens just now. Lost where the bus is away: what must arrive is announced instead.
   * @param payload fits the event's schema and says which topic it goes to.
   */
  async pulse<Event extends AnyEphemeralEvent>(event: Event, payload: PayloadOf<Event>): Promise<void> {
    const data = event.payload.parse(payload);
    const bus = busSlot.get();
    if (bus.up) await bus.publish(event.topic(data as never), writePulse(event.name, data)).catch(() => {});
  },

  /**
   * The position of everything committed before this call. A query that seeds a live view takes it first, reads, and
   * returns it as `live`; a subscription from there leaves no gap between page and stream.
   */
  cursor: (): Promise<string> => hubSlot.get().cursor(),
};
