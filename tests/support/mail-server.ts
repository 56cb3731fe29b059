import { once } from "node:events";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";
import { freePort } from "./redis";

export interface ReceivedMail {
  to: string;
  /** Head and body as they came over the wire. */
  raw: string;
}

/** A mail server on this machine that keeps what it is given. */
export async function startMailServer() {
  const received: ReceivedMail[] = [];
  const answers: { before: (to: string) => void } = { before: () => {} };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    onData(stream, { envelope }, done) {
      const to = envelope.rcptTo[0]?.address ?? "";
      text(stream).then((raw) => {
        try {
          answers.before(to);
        } catch (error) {
          return done(error as Error);
        }
        received.push({ to, raw });
        done();
      }, done);
    },
  });
  const port = await freePort();
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    /** May throw, to refuse a mail. */
    set before(check: (to: string) => void) {
      answers.before = check;
    },
    to: (address: string) => received.filter((mail) => mail.to === address),
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
