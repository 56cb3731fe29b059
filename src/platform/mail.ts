import { createTransport } from "nodemailer";
import { env } from "./env";
import { singleton } from "./singleton";

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /**
   * Where a mail program's own "unsubscribe" posts to, without asking who posts (RFC 8058); none for what was asked for once.
   */
  unsubscribeUrl?: string;
}

const transport = (smtpUrl: string) =>
  singleton("mail", () => createTransport({ url: smtpUrl, connectionTimeout: 10_000, socketTimeout: 30_000 }));

/** Whether this installation sends mail. */
export const canMail = (): boolean => env().mail !== null;

/** Hands a mail to the server that is configured. @throws when there is none, or it does not take it. */
export async function sendMail({ unsubscribeUrl, ...mail }: Mail): Promise<void> {
  const settings = env().mail;
  if (!settings) throw new Error("no mail server is configured");
  await transport(settings.smtpUrl).sendMail({
    ...mail,
    from: settings.from,
    headers: {
      ...(unsubscribeUrl && {
        "List-Unsubscribe": `<${unsubscribeUrl}>`,
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
      }),
      // So that "out of office" stays where it is.
      "Auto-Submitted": "auto-generated",
    },
  });
}

/** Whether the server refused this mail for good, and would refuse it again. */
export const isRefused = (error: unknown): boolean =>
  error instanceof Error && "responseCode" in error && Number(error.responseCode) >= 500;
