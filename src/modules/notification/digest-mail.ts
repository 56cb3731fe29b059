import type { Mail } from "@/platform/mail";
import type { DigestFrequency, NotificationView } from "./schema";
import { hrefOf, type Piece, plainText, sentenceOf } from "./words";

export interface Digest {
  name: string;
  email: string;
  frequency: Exclude<DigestFrequency, "off">;
  items: readonly NotificationView[];
  /** How many there are beside the items. */
  more: number;
  stopKey: string;
}

const every = { hourly: "once an hour at most", daily: "once a day at most", weekly: "once a week at most" };

/** The mail about what a member has not seen, in plain text and in HTML. */
export function digestMail({ name, email, frequency, items, more, stopKey }: Digest, appUrl: string): Mail {
  const count = items.length + more;
  const sentences = items.map((item) => ({ pieces: sentenceOf(item), url: appUrl + hrefOf(item) }));
  const first = sentences[0] ? plainText(sentences[0].pieces).replaceAll(/\s+/g, " ").slice(0, 120) : "";
  const stopUrl = `${appUrl}/unsubscribe/${stopKey}`;
  const settingsUrl = `${appUrl}/settings/notifications`;
  const rest = more > 0 ? `And ${more} more, all of them here:` : "All of them:";
  const why = `You get this ${every[frequency]}, because you asked for it.`;
  return {
    to: email,
    subject: count === 1 ? first : `${first}, and ${count - 1} more`,
    unsubscribeUrl: `${stopUrl}/now`,
    text: [
      `Hello ${name},`,
      "since you were last here:",
      ...sentences.map(({ pieces, url }) => `- ${plainText(pieces)}\n  ${url}`),
      `${rest}\n${appUrl}/notifications`,
      `-- \n${why}\nChange it: ${settingsUrl}\nStop it: ${stopUrl}`,
    ].join("\n\n"),
    html: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Inkwire</title></head>
<body style="margin:0;background:#f7f3ea;color:#1b2333;font:16px/1.5 Georgia,serif">
<div style="max-width:34rem;margin:0 auto;padding:24px">
<p>Hello ${escaped(name)},</p><p>since you were last here:</p>
<ul style="list-style:none;margin:0;padding:0">
${sentences.map(({ pieces, url }) => `<li style="border-top:1px solid #dbd3c3"><a href="${escaped(url)}" style="display:block;padding:12px 0;color:#1b2333;text-decoration:none">${pieces.map(marked).join("")}</a></li>`).join("\n")}
</ul>
<p style="border-top:1px solid #dbd3c3;padding-top:16px">${rest} <a href="${appUrl}/notifications" style="color:#bd3118">your notifications</a></p>
<p style="color:#5b606b;font-size:14px">${why} <a href="${settingsUrl}" style="color:#5b606b">Change it</a>, or <a href="${stopUrl}" style="color:#5b606b">stop it</a>.</p>
</div></body></html>`,
  };
}

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (char) => entities[char] ?? char);
const marked = (piece: Piece) => (typeof piece === "string" ? escaped(piece) : `<b>${escaped(piece.strong)}</b>`);
