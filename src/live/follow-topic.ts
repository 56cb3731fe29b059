import { setTimeout as pause } from "node:timers/promises";
import type { Logger } from "pino";
import type { Frame } from "./frame";
import type { Hub } from "./hub";

export interface ProcessListener {
  topic: string;
  /** The name of the event; others of the topic are passed over. */
  event: string;
  deliver(frame: Frame): void;
  /** Events may have been missed: what was known from them cannot be trusted any more. May be called more than once. */
  missed(): void;
}

const retryMs = 1_000;

/**
 * Follows a topic on behalf of the process itself, until the function that this resolves with is called. Where a reader would
 * be interrupted and come again, this begins anew by itself, and does not give up.
 */
export async function followTopic(hub: Hub, log: Logger, listener: ProcessListener): Promise<() => void> {
  const { topic, event, deliver, missed } = listener;
  let over = false;
  let detach = () => {};
  const attach = async () => {
    const accepts = ({ name }: Frame) => name === event;
    const interrupt = () => void again();
    detach = await hub.attach(topic, { position: 0, accepts, deliver, interrupt }, null, () => {});
    if (over) detach();
  };
  const again = async () => {
    detach();
    missed();
    for (let attached = false; !attached && !over; ) {
      attached = await attach().then(
        () => true,
        (error) => {
          log.error({ err: error, topic }, "live: a topic cannot be followed, it is tried again");
          return false;
        },
      );
      if (!attached) await pause(retryMs, undefined, { ref: false });
    }
    missed();
  };
  await attach();
  return () => {
    over = true;
    detach();
  };
}
